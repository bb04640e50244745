# __defaults__ and __kwdefaults__ changed, removed and extended while a loop calls the function.
def f(a: int, b: int = 10, *, c: int = 100) -> int:
    return a + b + c


def run(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        try:
            out.append(f(i))
        except TypeError as e:
            out.append("TypeError")
        if i == 1:
            f.__defaults__ = (20,)
        elif i == 2:
            f.__kwdefaults__ = {"c": 0.5}
        elif i == 3:
            f.__defaults__ = None
        elif i == 4:
            f.__defaults__ = (1, 2)
        elif i == 5:
            f.__kwdefaults__ = None
        elif i == 6:
            f.__kwdefaults__ = {"c": 2**70}
    return out


print(run(8), f.__defaults__, f.__kwdefaults__)
print(f(), f(c=1), f(1, 2, c=3))
f.__kwdefaults__["c"] = 7
print(f())
del f.__defaults__
print(f.__defaults__, f(1, 2))
