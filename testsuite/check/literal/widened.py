# A variable that is given a literal is of the literal's class.
# strict
from typing import Literal


def use(kind: Literal["a", "b"]) -> None: ...


def choose(flag: bool) -> None:
    chosen = "a" if flag else "b"
    use(chosen)  # error: [N0203]
