import os.path
from math import *

def total(values: list[int]) -> int:
    return sum(values)

print(__name__, os.path.join("a", "b"), sqrt(2))
