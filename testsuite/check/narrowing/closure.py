# strict
from typing import Callable


def delayed(name: str | None) -> Callable[[], str]:
    def late() -> str:
        return name.upper()  # error: [N0305] "`str | None` may be `None` here, which has no attribute `upper`"

    if name is None:
        return late
    name = name.strip()
    return late
