# f.__code__ replaced: the next call runs the new code, also from compiled callers in mid-loop.
# interpreted: a code object that is put into another function has no compiled body there
# world: cpython
def f(x: int) -> int:
    return x + 1


def g(x: int) -> int:
    return x * 100


def run(n: int) -> list[int]:
    out = []
    for i in range(n):
        out.append(f(i))
        if i == 2:
            f.__code__ = g.__code__
        if i == 4:
            f.__code__ = (lambda x: "lambda").__code__
    return out


saved = f.__code__
print(run(7), f(1), f.__name__)
f.__code__ = saved
print(f(1), run(2))


def two(a: int, b: int) -> int:
    return a + b


f.__code__ = two.__code__
try:
    f(1)
except TypeError as e:
    print("TypeError")
print(f(1, 2))
try:
    f.__code__ = 5
except TypeError as e:
    print(e)


class C:
    def m(self) -> str:
        return "m"


c = C()
C.m.__code__ = (lambda self: "replaced").__code__
print(c.m())
