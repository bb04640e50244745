# Lists of ints that hold one float, one bool, one big int, one str.
def total(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s += x
    return s


def biggest(xs: list[int]) -> int:
    best = xs[0]
    for i in range(1, len(xs)):
        if xs[i] > best:
            best = xs[i]
    return best


def twice(xs: list[int]) -> list[int]:
    for i in range(len(xs)):
        xs[i] = xs[i] * 2
    return xs


base = list(range(1000))
for odd in (0.5, True, 2**70, "s", None):
    for at in (0, 500, 999):
        xs = base[:]
        xs[at] = odd
        for f in (total, biggest):
            try:
                print(f(xs), end=" ")
            except TypeError as e:
                print(e, end=" ")
        try:
            ys = twice(xs)
            print(ys[at], ys[0], ys[-1])
        except TypeError as e:
            print(e)
