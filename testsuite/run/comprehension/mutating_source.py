# The source list changes while the comprehension runs over it.
def grow(xs: list[int]) -> list[int]:
    return [x for x in xs if x < 5 and xs.append(x + 1) is None]


def shrink(xs: list[int]) -> list[int]:
    return [xs.pop() for _ in xs]


def replace(xs: list[int]) -> list[int]:
    return [xs.__setitem__(-1, x * 100) or x for x in xs]


print(grow([3]), shrink([1, 2, 3, 4, 5]), replace([1, 2, 3]))


def dict_grow(d: dict[int, int]) -> object:
    try:
        return [d.__setitem__(k + 10, 0) for k in d]
    except RuntimeError as e:
        return str(e)


print(dict_grow({1: 1}), dict_grow({}))
