# strict
from typing import ClassVar


class Counter:
    made: ClassVar[int] = 0

    def __init__(self) -> None:
        Counter.made += 1


print(Counter.made, Counter().made)
