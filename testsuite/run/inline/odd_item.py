# One item that is not what the hint says: the inlined callee leaves in the middle, and the loop goes on.
def pick(xs: list[int], i: int) -> int:
    first = xs[i] * 2
    return first + xs[i + 1]


def total(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs) - 1):
        s += pick(xs, i)
    return s


def shown(xs: list[int]) -> str:
    text = ""
    for i in range(len(xs) - 1):
        text += repr(pick(xs, i)) + " "
    return text


print(total(list(range(50))))
print(total([1, 2, True, 4, 10**30, 6]))
print(shown([1, 2, 2.5, 4]))
print(shown(["a", "b", "c"]))
try:
    total([1, None, 2])
except TypeError as e:
    print(e)
