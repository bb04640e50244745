# Elements change kind behind a loop that reads them: int to float, to str, to object.
def disturb(xs: list[int], i: int) -> None:
    if i == 2:
        xs[3] = 0.5
    elif i == 5:
        xs[6] = 2**70
    elif i == 8:
        xs[9] = True


def total(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        s += xs[i] * 2
        disturb(xs, i)
    return s


def running(xs: list[int]) -> list[int]:
    for i in range(1, len(xs)):
        xs[i] += xs[i - 1]
    return xs


print(total([1] * 10), total([1] * 4), running([1, 2, 3]), running([2**62, 2**62, 2**62]), running([1, 0.5, 2]), running(["a", "b"]))
try:
    running([1, "a", 2])
except TypeError as e:
    print(type(e).__name__)


def fill_mixed(n: int) -> list[object]:
    xs = [0] * n
    for i in range(n):
        if i % 4 == 1:
            xs[i] = i / 2
        elif i % 4 == 2:
            xs[i] = str(i)
        elif i % 4 == 3:
            xs[i] = xs
        else:
            xs[i] = i
    return [x if x is not xs else "self" for x in xs]


print(fill_mixed(9))
