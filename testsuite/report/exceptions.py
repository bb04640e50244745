# What raises and handles exceptions is rare, and costs nothing where nothing is raised.


def item(xs: list[int], i: int) -> int:
    try:
        return xs[i]  # guarded: [bounds]
    except IndexError:  # rare
        print("none")  # rare: [left]
        return 0  # rare


def checked(n: int) -> int:
    if n < 0:  # fast
        raise ValueError(f"bad {n}")  # rare: [rare]
    return n + 1  # guarded


def narrowed(x: int) -> int:
    if x is None:  # fast
        print(x)  # rare: [left] "not reached by fast code"
    return x + 1  # guarded
