# An exception in the middle of a comprehension: caught outside, effects so far stay.
log: list[object] = []


def v(x: int) -> int:
    log.append(x)
    return 10 // x


def build(xs: list[int]) -> object:
    try:
        return [v(x) + 1 for x in xs if x != 3]
    except ZeroDivisionError:
        return "zero"
    except TypeError:
        return "type"


print(build([1, 2, 3]), build([1, 0, 2]), build([1, "x"]), build([2.5, True]), log)


def keys(xs: list[object]) -> object:
    try:
        return {x: i for i, x in enumerate(xs)}
    except TypeError as e:
        return type(e).__name__


print(keys([1, "a", 1.0]), keys([1, []]))


def early(xs: list[int]) -> list[int]:
    out = []
    for row in ([x * 2 for x in xs], [x // 0 if x == 2 else x for x in xs], [1]):
        out.append(len(row))
    return out


print(early([1]))
try:
    early([1, 2])
except ZeroDivisionError:
    print("not reached the third")
