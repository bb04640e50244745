# An object that dies while a method of it runs: the caller in C has no reference of its own.
# world: cpython
from collections import deque


class Clears:
    def __init__(self, owner: "deque[object]") -> None:
        self.owner = owner
        self.name = "clears"

    def __eq__(self, other: object) -> bool:
        self.owner.clear()
        print(self.name, len(self.owner))
        return False

    def __del__(self) -> None:
        print("del", self.name)


def search(n: int) -> None:
    d: deque[object] = deque(range(n))
    d[n // 2] = Clears(d)
    try:
        d.index(n)
    except (RuntimeError, ValueError, IndexError) as e:
        print(type(e).__name__)


for n in (2, 40):
    search(n)


class Callback:
    def __init__(self) -> None:
        self.hooks = [self.run]

    def run(self, word: str) -> str:
        self.hooks.clear()
        return word + str(len(self.hooks))


c = Callback()
print(c.hooks[0]("x"))


def replaces(word: str) -> str:
    global replaces
    replaces = len
    return word * 2


print(replaces("ab"), replaces("ab"))
