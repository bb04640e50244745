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


print(Temperature(20), Temperature.boiling(), Temperature.to_kelvin(1), Temperature(1).to_kelvin(2))
