# strict
from typing import Protocol


class Handler(Protocol):
    def __call__(self, event: str, *, urgent: bool = ...) -> int: ...


def plain(event: str) -> int:
    return 1


def numbers(event: int, *, urgent: bool = False) -> int:
    return event


def register(handler: Handler) -> None:
    handler("start", urgent=True)


register(plain)  # error: [N0203] "expected `Handler`, found `(event: str) -> int`"
register(numbers)  # error: [N0203] "expected `Handler`, found `(event: int, *, urgent: bool = ...) -> int`"
