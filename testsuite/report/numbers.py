# Arithmetic of annotated numbers, of numbers of two types, and of what nothing is known of.


def annotated(x: float, y: float) -> float:
    z = x * y + 1.0  # fast
    return z - x  # fast


def integers(n: int) -> int:
    total = 0  # fast
    for i in range(n):  # guarded: [global] "must be unchanged"
        total += i * i  # guarded: [overflow] "must fit 64 bits"
    return total  # fast


def divided(x: float, y: float) -> float:
    return x / y  # guarded: [raises]


def half_annotated(x: float, scale) -> float:
    y = x * 2.0  # fast
    z = y + scale  # generic: [unknown-type] "the type of `scale` is not known: annotate the parameter `scale`"
    return y  # fast


def silent(x, y):  # no fast version: "nothing in it would be faster: annotate `x`, `y`"
    return (x + 1) * y  # generic: [unknown-type] "annotate the parameter `x`"


def mixed(n: int, start: int | float) -> float:
    total = 0.0  # fast
    for i in range(n):  # guarded
        total += i * 0.5  # fast
    start = start + total  # generic: [operator] "let `start` have one type"
    return total  # fast
