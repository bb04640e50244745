# A declaration that allows `None` still does, where something of unknown type is assigned.
# strict
from typing import Any


def found() -> Any:
    return "x"


def lower() -> str:
    text: str | None = found()
    return text.lower()  # error: [N0305]
