# strict
from typing import ClassVar


class Counter:
    made: ClassVar[int] = 0

    def __init__(self) -> None:
        self.made = 1  # error: [N0216] "`made` is a class variable of `Counter`, assigned through an instance"
