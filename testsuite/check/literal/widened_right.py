# A literal type that a function declares stays one, in a conditional too.
# strict
from typing import Literal


def kind(text: str) -> tuple[Literal["a", "b"], int] | None:
    return ("a", 1) if text else None


def use(kind: tuple[Literal["a", "b"], int] | None) -> None: ...


def choose(text: str | None) -> None:
    chosen = kind(text) if text is not None else None
    use(chosen)
