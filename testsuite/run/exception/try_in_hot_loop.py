# try inside and around hot loops with overflow and type changes inside the body.
def inside(n: int) -> tuple[int, int]:
    s = 1
    caught = 0
    for i in range(n):
        try:
            s = s * 3 + i
            if s % 7 == 0:
                raise ValueError
        except ValueError:
            caught += 1
            s //= 2
        else:
            s -= 1
    return s, caught


def around(xs: list[int]) -> object:
    s = 0
    i = -1
    try:
        for i, x in enumerate(xs):
            s += x
            s *= 2
    except TypeError:
        return "failed", i, s
    finally:
        s = None
    return "fine", i


def unwind(n: int) -> int:
    depth = 0
    while True:
        try:
            try:
                depth += 1
                if depth > n:
                    raise KeyError(depth)
            finally:
                depth += 1
        except KeyError as e:
            return e.args[0] * 1000 + depth


print(inside(10), inside(60), inside(200)[1], around([1, 2, 3]), around([2**62] * 3), around([1, "x", 2]), around([]), unwind(10))
