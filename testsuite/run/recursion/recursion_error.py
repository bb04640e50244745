# Unbounded recursion raises RecursionError and the program goes on.
def forever(n: int) -> int:
    return forever(n + 1) + 1


def ping(n: int) -> int:
    return pong(n) + 1


def pong(n: int) -> int:
    return ping(n) + 1


class Node:
    def depth(self) -> int:
        return 1 + self.depth()

    def __eq__(self, o: object) -> bool:
        return self == o


def gen(n: int) -> object:
    yield n
    yield from gen(n + 1)


def boxed(x: str) -> str:
    return boxed(x + "")


for f in (lambda: forever(0), lambda: ping(0), Node().depth, lambda: Node() == 1, lambda: list(gen(0)), lambda: boxed("a")):
    try:
        f()
        print("never")
    except RecursionError as e:
        print(type(e).__name__)


def bounded(n: int) -> int:
    return 0 if n == 0 else 1 + bounded(n - 1)


print(bounded(800))
depth = 0


def dig() -> None:
    global depth
    depth += 1
    dig()


try:
    dig()
except RecursionError:
    print(depth > 500)
print(bounded(800))
