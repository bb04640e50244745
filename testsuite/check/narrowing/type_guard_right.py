from typing import TypeGuard

def is_names(xs: list[object]) -> TypeGuard[list[str]]:
    return all(isinstance(x, str) for x in xs)

def run(xs: list[object]) -> None:
    if is_names(xs):
        reveal_type(xs[0])  # revealed: str
