# Imports in functions, loops and try bodies; names bound locally; the cache in sys.modules.
# world: cpython
import sys


def local_import(x: float) -> float:
    import math

    return math.sqrt(x)


def fallback(name: str) -> object:
    try:
        if name == "json":
            import json as m
        else:
            import no_such_module_here as m
    except ImportError:
        m = None
    return m if m is None else m.__name__


def loop(n: int) -> int:
    s = 0
    for i in range(n):
        from operator import add, mul

        s = add(s, mul(i, i))
    return s


print(local_import(16), fallback("json"), fallback("x"), loop(10), "math" in globals(), "math" in sys.modules)


class Fake:
    sqrt = "fake"


sys.modules["fakemath"] = Fake
import fakemath
from fakemath import sqrt

print(fakemath.sqrt, sqrt, fakemath is Fake)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__)
