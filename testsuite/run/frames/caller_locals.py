# A callee reads the locals of its compiled caller through the frame, and locals() works.
# world: cpython
import sys


def peek(name: str) -> object:
    return sys._getframe(1).f_locals.get(name, "unset")


def work(n: int) -> list[object]:
    total = 0
    out = []
    for i in range(n):
        total += i * 2**61
        out.append(peek("total"))
        if i == 1:
            late = 1.5
        out.append(peek("late"))
    return out


def own(a: int, b: int = 2) -> list[str]:
    c = a + b
    before = sorted(locals())
    d = c
    return before + sorted(locals())


def names(x: int) -> list[str]:
    y = x
    return sorted(vars())


print(work(5))
print(own(1), names(1))


def module_name() -> str:
    return sys._getframe(1).f_globals["__name__"]


print(module_name(), peek("peek") is peek)
