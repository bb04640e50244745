# A method, its base and the object's class replaced while a loop calls it.
class Base:
    def step(self, x: int) -> int:
        return x + 1


class Child(Base):
    pass


class Other:
    def step(self, x: int) -> int:
        return x * 3


def run(o: Base, n: int) -> list[int]:
    x = 1
    out = []
    for i in range(n):
        x = o.step(x)
        out.append(x)
        if i == 1:
            Base.step = lambda self, x: x + 100
        elif i == 3:
            Child.step = lambda self, x: -x
        elif i == 5:
            o.__class__ = Other
        elif i == 7:
            o.step = lambda x: 0.5
    return out


print(run(Child(), 10))
print(run(Base(), 4), Child().step(5))
del Child.step
print(Child().step(5))
