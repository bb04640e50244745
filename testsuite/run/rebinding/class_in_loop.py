# A global class name is rebound, and isinstance targets change, while a loop makes instances.
class A:
    def __init__(self, x: int) -> None:
        self.x = x

    def get(self) -> int:
        return self.x


class B:
    def __init__(self, x: int) -> None:
        self.y = x

    def get(self) -> int:
        return -self.y


def run(n: int) -> list[object]:
    global A
    out: list[object] = []
    for i in range(n):
        o = A(i)
        out.append((o.get(), isinstance(o, A)))
        if i == 1:
            A = B
        elif i == 3:
            A = lambda x: original(x * 100) if not isinstance(x, str) else x
            break
    return out


original = A
print(run(6), type(A).__name__, A(5).get())
try:
    isinstance(5, A)
except TypeError as e:
    print("TypeError")
A = original


def init_changes(n: int) -> list[int]:
    out = []
    for i in range(n):
        out.append(A(i).x)
        if i == 1:
            A.__init__ = lambda self, x: setattr(self, "x", x + 1000)
        if i == 3:
            A.__new__ = lambda cls, x: B(x) if False else object.__new__(cls)
    return out


print(init_changes(6))
