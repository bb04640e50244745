# __name__, __doc__, __defaults__, __annotations__, own attributes, identity.
# world: cpython
def f(a: int, b: str = "x", *, c: float = 1.5) -> bool:
    """What f does."""
    return bool(a)


print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__)
print({k: v.__name__ for k, v in f.__annotations__.items()}, callable(f), type(f).__name__)
f.calls = 0


def tally(n: int) -> int:
    for i in range(n):
        f.calls += i
    return f.calls


print(tally(10), f.calls, f is f, f == f, [g.__name__ for g in (f, tally, print, len)])


class C:
    def m(self) -> None:
        def inner() -> None:
            pass

        return inner.__qualname__


print(C.m.__qualname__, C().m(), C.m.__name__, (lambda: 0).__name__)
code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_varnames[:3], f.__globals__ is globals())
