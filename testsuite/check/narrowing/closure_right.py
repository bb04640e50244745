# strict
from typing import Callable


def delayed(name: str | None) -> Callable[[], str]:
    if name is None:
        name = "nobody"

    def late() -> str:
        return name.upper()

    return late
