from typing import Self


class Temperature:
    def __new__(cls, degrees: float) -> Self:
        return super().__new__(cls)

    @classmethod
    def boiling(cls) -> Self:
        return cls(100)

    @staticmethod
    def to_kelvin(degrees: float) -> float:
        return degrees + 273.15


Temperature()  # error: [N0204] "`Temperature` needs `degrees`"
Temperature("hot")  # error: [N0203] "expected `float`, found `str`"
Temperature.boiling(1)  # error: [N0204] "`boiling` takes 0 positional arguments, found 1"
Temperature.to_kelvin()  # error: [N0204] "`to_kelvin` needs `degrees`"
