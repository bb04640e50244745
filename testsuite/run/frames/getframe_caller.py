# sys._getframe sees compiled callers: names, line numbers, locals of the caller, globals.
# world: cpython
import sys


def who() -> str:
    f = sys._getframe(1)
    return f"{f.f_code.co_name}:{f.f_lineno - f.f_code.co_firstlineno}"


def stack() -> list[str]:
    f = sys._getframe(1)
    names = []
    # What called the program is no part of it.
    while f.f_code.co_name != "<module>":
        names.append(f.f_code.co_name)
        f = f.f_back
    return names


def a(n: int) -> list[str]:
    if n:
        return b(n - 1)
    return stack()


def b(n: int) -> list[str]:
    out = []
    for i in range(2):
        out = a(n)
    return out


def hot(n: int) -> list[str]:
    out = []
    for i in range(n):
        if i % 2:
            out.append(who())
        else:
            out.append(who())
    return out


class C:
    def m(self) -> str:
        return who()


def gen() -> object:
    yield who()
    yield stack()


print(a(3), hot(3), C().m(), list(gen()))
print([who() for _ in range(1)][0].split(":")[0] in ("<module>", "<listcomp>"), (lambda: who())())
print(sys._getframe().f_code.co_name, sys._getframe().f_globals is globals(), sys._getframe().f_lineno)
