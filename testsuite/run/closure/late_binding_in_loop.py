# Closures made in a loop see the variable, not its value; comprehension scopes are their own.
def make(n: int) -> list[object]:
    fs = []
    for i in range(n):
        fs.append(lambda: i)
    i = "after" if n > 5 else i
    return fs


def in_comprehension(n: int) -> list[object]:
    i = "outer"
    fs = [lambda: (i, k) for i in range(n) for k in "ab"]
    return [f() for f in fs] + [i]


def reset() -> list[int]:
    out = []
    for i in range(3):
        x = i

        def f() -> int:
            return x

        out.append(f())
        x = 100
        out.append(f())
    return out


print([f() for f in make(3)], [f() for f in make(6)], in_comprehension(2), reset())
