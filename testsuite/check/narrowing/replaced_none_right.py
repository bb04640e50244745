# What was `None` and is replaced by something of unknown type is not `None` any more.
# strict
from typing import Any


def found() -> Any:
    return "x"


def lower(text: str | None) -> str:
    if text is None:
        text = found()
    return text.lower()


class Box:
    def __init__(self) -> None:
        self.text: str | None = None

    def fill(self) -> str:
        if self.text is None:
            self.text = found()
        return self.text.lower()
