# The old value dies when the variable is rebound, after the new one was computed.
class D:
    def __init__(self, name: str) -> None:
        self.name = name
        print("new", name)

    def __del__(self) -> None:
        print("del", self.name)


def loop(n: int) -> None:
    for i in range(n):
        d = D(f"loop{i}")
        print("body", i)
    print("after the loop")


def rebind() -> None:
    x = D("first")
    x = D("second")
    x = 5
    print("x is an int now")
    y = z = D("shared")
    y = None
    print("still held")
    z = None
    print("gone")


def swap() -> None:
    a, b = D("a"), D("b")
    a, b = b, a
    print("swapped", a.name)
    del a
    print("deleted a")


loop(3)
rebind()
swap()
