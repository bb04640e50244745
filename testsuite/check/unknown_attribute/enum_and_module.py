# strict
import math
from enum import Enum


class Color(Enum):
    RED = 1


Color.REDD  # error: [N0205] "class `Color` has no attribute `REDD`"
Color.RED.nmae  # error: [N0205] "`Color` has no attribute `nmae`"
math.squirt(2)  # error: [N0205] "module `math` has no attribute `squirt`"
