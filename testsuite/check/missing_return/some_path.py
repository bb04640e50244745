def sign(n: int) -> int:  # error: [N0303] "not every path"
    if n > 0:
        return 1
    elif n < 0:
        return -1

def find(xs: list[int], x: int) -> int:  # error: [N0303]
    for i, y in enumerate(xs):
        if x == y:
            return i
