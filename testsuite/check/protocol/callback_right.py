# strict
from typing import Protocol


class Handler(Protocol):
    def __call__(self, event: str, *, urgent: bool = ...) -> int: ...


def full(event: str, *, urgent: bool = False) -> int:
    return 1


def loose(event: object, **options: object) -> int:
    return 2


class Counting:
    def __call__(self, event: str, *, urgent: bool = False, level: int = 0) -> int:
        return level


def register(handler: Handler) -> None:
    handler("start", urgent=True)


register(full)
register(loose)
register(Counting())
