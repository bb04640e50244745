# Properties, setters, static and class methods in hot loops.
class Temp:
    count = 0

    def __init__(self, c: float) -> None:
        self._c = c

    @property
    def f(self) -> float:
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, value: float) -> None:
        self._c = (value - 32) * 5 / 9

    @property
    def readonly(self) -> int:
        return 1

    @staticmethod
    def zero() -> float:
        return 273.15

    @classmethod
    def make(cls, c: float) -> "Temp":
        cls.count += 1
        return cls(c)


class Sub(Temp):
    pass


def warm(t: Temp, n: int) -> float:
    for _ in range(n):
        t.f += 9
        t.f = t.f
    return t.f


print(warm(Temp(0), 10), warm(Temp(0.5), 1), Temp(100).f, Temp.zero(), Temp(1).zero())
print(type(Sub.make(1)).__name__, type(Temp.make(1)).__name__, Temp.count, Sub.count)
t = Temp(1)
for action in ("set", "del"):
    try:
        if action == "set":
            t.readonly = 5
        else:
            del t.f
    except AttributeError as e:
        print("AttributeError")
t.__dict__["f"] = "shadow"
print(t.f, vars(t)["f"])


class Fails:
    @property
    def x(self) -> int:
        raise AttributeError("inner")

    def __getattr__(self, name: str) -> str:
        return "fallback " + name


print(Fails().x, Fails().anything)
