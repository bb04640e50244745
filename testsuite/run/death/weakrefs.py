# weakref callbacks fire at the moments objects die; dead references read None.
import weakref


class A:
    def __init__(self, n: int) -> None:
        self.n = n


log: list[str] = []


def watch(a: A) -> object:
    n = a.n
    return weakref.ref(a, lambda r: log.append(f"dead {n}"))


def loop(n: int) -> list[int]:
    refs = []
    alive = []
    for i in range(n):
        a = A(i)
        refs.append(watch(a))
        alive.append(sum(r() is not None for r in refs))
    a = None
    alive.append(sum(r() is not None for r in refs))
    return alive


def last_use() -> bool:
    a = A(99)
    r = watch(a)
    a.n = 5
    return r() is not None


print(loop(4), log)
log.clear()
print(last_use(), log)
d = weakref.WeakValueDictionary()
a = A(1)
d["a"] = a
print(len(d))
a = 5
print(len(d))
fin = A(2)
weakref.finalize(fin, lambda: log.append("finalized"))
fin = [fin]
fin = fin * 2
print(log)
fin = None
print(log)
