# Values held by generators and cells: freed at close, exhaustion, or with the closure.
class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


def gen(n: int) -> object:
    d = D("in generator")
    try:
        for i in range(n):
            yield i
    finally:
        print("finally")


g = gen(2)
print(next(g))
g = None
print("generator dropped")
for x in gen(1):
    print(x)
print("exhausted")
h = gen(3)
next(h)
h.close()
print("closed")


def closure() -> object:
    d = D("in cell")
    return lambda: d.name


f = closure()
print(f())
f = None
print("closure dropped")


def capture() -> None:
    d = D("captured")

    def inner() -> object:
        return d

    inner()
    d = None
    print("cell emptied", inner())


capture()
print("end")
