from enum import Enum


class Named(Enum):
    def label(self) -> str:
        return self.name.lower()


class Color(Named):
    RED = 1


print(Color.RED.label())
