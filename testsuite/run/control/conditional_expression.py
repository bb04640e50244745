# Conditional expressions whose arms differ in type, nested and in loops.
def sign(x: float) -> int:
    return 1 if x > 0 else -1 if x < 0 else 0


def mixed(n: int) -> object:
    s = 0
    for i in range(n):
        s += i if i % 3 else 0.5 if i % 2 else True
    return s


def choose(flag: bool, a: int, b: float) -> object:
    r = a if flag else b
    return r + r


print(sign(5), sign(-0.5), sign(0), sign(-0.0), sign(float("nan")), sign(2**99))
print(mixed(0), mixed(1), mixed(3), mixed(4), mixed(100))
print(choose(True, 1, 2.0), choose(False, 1, 2.0), choose("yes", "a", 0), choose([], 1, 2**63))
