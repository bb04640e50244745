from typing import Any, Callable, Literal, NewType, TypeAlias

UserId = NewType("UserId", int)
Table: TypeAlias = "dict[str, list[int]]"
Pair = tuple[int, int]

def run(n: "int", mode: Literal["r", "w"], f: Callable[..., Any], u: UserId, t: Table, p: Pair) -> "None":
    reveal_type(mode)  # revealed: Literal["r", "w"]
    reveal_type(t)  # revealed: dict[str, list[int]]
    reveal_type(p)  # revealed: tuple[int, int]

x: list[int] = []
