# strict
import math
from enum import Enum


class Color(Enum):
    RED = 1

    @property
    def nice(self) -> str:
        return self.name.title()


print(Color.RED.nice, Color.RED.value + 1, math.sqrt(2), [color.name for color in Color])
