# __new__, __init__ that returns a value or raises, class body effects, order of evaluation.
log: list[str] = []


class Body:
    log.append("body start")
    a = 1
    b = a + 1
    for i in range(3):
        a += i
    c = [a] * 2
    if a > 3:
        extra = "yes"

    def f(self) -> int:
        return self.a

    g = f
    log.append("body end")


print(log, Body.a, Body.b, Body.c, Body.i, Body.extra, Body().g())


class Single:
    instance = None

    def __new__(cls, *args: int) -> "Single":
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, x: int) -> None:
        self.x = x


print(Single(1) is Single(2), Single.instance.x)


class Other:
    def __new__(cls, x: int) -> int:
        return x * 2

    def __init__(self, x: int) -> None:
        log.append("never")


print(Other(21), log)


class Bad:
    def __init__(self) -> int:
        return 5


class Fails:
    def __init__(self, x: int) -> None:
        self.inverse = 1 / x


for make in (lambda: Bad(), lambda: Fails(0), lambda: Fails("a"), lambda: Fails()):
    try:
        make()
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__)


def build(n: int) -> float:
    s = 0
    for i in range(1, n):
        s += Fails(i).inverse
    return s


print(round(build(50), 9))
