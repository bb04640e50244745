# Values that are equal behave equal; `is` on None, bools and the same object holds through unboxing.
def pick(x: int, y: int) -> int:
    return x if x > y else y


def through(x: int) -> bool:
    y = x
    return y is x


big = 10**20
print(through(5), through(big), pick(big, 3) is big)
flags = [True, False, 1 == 1, not 1]
print([f is True for f in flags])
print((1 < 2) is True, (None is None) is True)
print([x is None for x in (0, None, False, "")])
