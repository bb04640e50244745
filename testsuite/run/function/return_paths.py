# Functions that fall off the end, return in loops, return None or values.
def first_even(xs: list[int]) -> int:
    for x in xs:
        if x % 2 == 0:
            return x


def nothing() -> None:
    return


def classify(n: int) -> str:
    if n < 0:
        return "neg"
    if n > 10:
        n = n - 10
        if n > 10:
            return "big"
    else:
        return "small"


def use(n: int) -> object:
    r = first_even([1, n])
    return r if r is None else r + 1


print(first_even([1, 2]), first_even([1]), first_even([]), first_even([1, 4.0]), nothing(), classify(-1), classify(5), classify(15), classify(50))
print(use(2), use(3), use(2**64), use(2.0), use(True))
try:
    print(first_even([1]) + 1)
except TypeError as e:
    print(e)
