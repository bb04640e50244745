# A module's functions and constants are replaced while compiled code uses them.
# world: cpython
import math
import types


def area(n: int) -> float:
    s = 0.0
    for i in range(n):
        s += math.floor(math.pi * i)
        if i == 3:
            math.pi = 1
        if i == 5:
            math.floor = lambda x: 1000
    return s


saved = math.pi, math.floor
print(area(10))
math.pi, math.floor = saved
print(area(2))
math.pi, math.floor = saved
m = types.ModuleType("m")
m.value = 1


def read(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        try:
            out.append(m.value)
        except AttributeError:
            out.append("gone")
        if i == 0:
            m.value = "text"
        elif i == 1:
            del m.value
        elif i == 2:
            m.__getattr__ = lambda name: "dynamic " + name
    return out


print(read(4), m.other)
