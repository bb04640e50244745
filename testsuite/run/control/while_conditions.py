# while with effects in the condition, walrus, and values that change type under way.
def halve(x: int) -> list[object]:
    out: list[object] = []
    while x > 0.1:
        out.append(x)
        x = x / 2 if len(out) > 2 else x // 2
        if len(out) > 8:
            break
    return out


def consume(xs: list[int]) -> int:
    s = 0
    while xs and (x := xs.pop()) != 0:
        s += x
    else:
        s = -s
    return s


def grow() -> int:
    n = 0
    x = 1
    while x < 10**30:
        x *= 7
        n += 1
    return n


print(halve(100), halve(0), consume([1, 0, 2, 3]), consume([5, 5]), consume([]), grow())
i = 0
while (i := i + 1) < 5:
    if i == 3:
        continue
    print(i, end=" ")
print(i)
