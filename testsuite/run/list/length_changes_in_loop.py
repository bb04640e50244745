# The list that bounds a loop shrinks, grows or is replaced by calls, aliases and destructors in its body.
def pop_half(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        if i >= len(xs):
            break
        s += xs[i]
        xs.pop()
    return s


def grow_to(xs: list[int], n: int) -> int:
    i = 0
    while i < len(xs):
        if len(xs) < n:
            xs.append(xs[i] + 1)
        i += 1
    return i


def two_names(xs: list[int], ys: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        s += xs[i]
        if i == 1:
            ys.clear()
            ys.extend([100] * 5)
    return s


def truncate(xs: list[int], at: int) -> None:
    del xs[at:]


def past_the_end(xs: list[int]) -> object:
    s = 0
    try:
        for i in range(len(xs)):
            s += xs[i]
            if i == 2:
                truncate(xs, 3)
    except IndexError:
        return "error", i, s
    return s


same = [1, 2, 3, 4, 5]
print(pop_half([1, 2, 3, 4, 5]), grow_to([1], 6), two_names(same, same), two_names([1, 2, 3], [4]), past_the_end([1, 2, 3, 4]))
