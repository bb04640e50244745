from typing import Protocol


class Sized(Protocol):
    def size(self) -> int: ...


Sized()  # error: [N0214] "`Sized` is a protocol, which has no instances of its own"
