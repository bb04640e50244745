# bool passed for int prints as bool until arithmetic makes it an int.
def same(x: int) -> int:
    return x


def plus(x: int) -> int:
    return x + 0


def pick(xs: list[int], i: int) -> int:
    return xs[i]


def through(x: int) -> int:
    y = x
    for _ in range(3):
        y = same(y)
    return y


def last(xs: list[int]) -> int:
    r = 0
    for x in xs:
        r = x
    return r


print(same(True), plus(True), pick([10, 20], True), pick([1, False], 1), through(False), last([1, 2, True]), last([True, 2]))
print(+True, str(same(True)), f"{same(False)}", repr([same(True)]), {same(True): 1}, same(True) is True, type(through(True)).__name__)
print(max([0, True]), [x for x in [1, True, 0, False]], True if same(True) else 0, same(True) and 5, same(False) or same(False))
