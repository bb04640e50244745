from enum import Enum


class Color(Enum):
    RED = 1


favourite = Color.RED
print(favourite.value, Color(1), Color["RED"])
