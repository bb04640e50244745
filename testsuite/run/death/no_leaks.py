# Whatever a function does, calling it again and again takes no more memory.
# world: cpython
import contextlib
import gc
import io
import sys


class P:
    __slots__ = ("a",)
    def __init__(self, a): self.a = a
    def get(self, k=1): return self.a + k
    @property
    def prop(self): return self.a
    @classmethod
    def make(cls, *a, **k): return cls(*a, **k)
class Q(P):
    def get(self, k=1): return super().get(k) + 1
def t_arith():
    x = 10**20; y = 1.5
    for i in range(10):
        x += i * 10**18; y *= 1.1
    return x, y
def t_method():
    p = P(10**10); q = Q(10**11)
    s = 0
    for i in range(5): s += p.get() + q.get(k=i) + p.prop
    P.make(3); P.make(a=4)
    return s
def gen(n):
    for i in range(n):
        try:
            yield i * 10**15
        finally:
            n = 0
def t_gen():
    a = list(gen(5)); g = gen(3); next(g); del g
    g = gen(3); next(g)
    try: g.throw(ValueError("x"))
    except ValueError: pass
    return sum(x for x in a)
def numbers(n: int, step: float, held: list):
    i = 2**61 + n
    while n > 0:
        try:
            got = yield step
        except ValueError:
            got = [n]
        i += 2**61
        step *= 1.5
        n -= 1
    return i, step, got
def t_numbers():
    list(numbers(9, 1.5, [1])); g = numbers(3, 1.5, [1]); next(g); del g
    g = numbers(5, 2.5, [2]); next(g); g.send([3]); g.throw(ValueError); g.gi_frame.f_locals; next(g); g.send(2**70)
    try: g.send([4])
    except StopIteration as e: r = e.value
    g = numbers(5, "text", [2]); next(g)
    try: next(g)
    except TypeError: pass
    g = numbers(3, 1, [g]); g.send(None); g.send(g); next(g); g.close()
def deleg():
    r = yield from gen(3)
    yield r
    return 10**20
def t_deleg():
    list(deleg()); g = deleg(); next(g); g.close()
    g = deleg(); next(g)
    try: g.throw(KeyError(1))
    except KeyError: pass
def fail(n):
    d = {"n": n}; l = [n]
    raise ValueError(d, l)
def t_exc():
    for i in range(3):
        try: fail(i)
        except ValueError as e: x = e.args
        try: fail(i)
        except (KeyError, ValueError): pass
        try:
            try: fail(i)
            finally: z = [i]
        except ValueError: pass
    try:
        raise KeyError("a") from ValueError("b")
    except KeyError as e: pass
def t_nested():
    def inner(a, *b, c=3, **d): return lambda: (a, b, c, d)
    return inner(1, 2, 3, c=4, e=5)()
def t_comp():
    a = [x * 10**15 for x in range(10) if x % 2]
    b = {x: [x] for x in a}; c = {str(x) for x in a}
    try: return [1 // (x - 10**15) for x in a]
    except ZeroDivisionError: return a, b, c
def t_unpack():
    a, *b, c = [1, 2, 3, [4]]
    (d, e), f = (1, [2]), {3}
    x = [*b, *b]; y = {**{"a": 1}, "b": [2]}; t = (*x, 1); s = {*x}
    return max(*x, *[1]), dict(**y), f"{a}{b!r:>10}{y['b']}"
def t_with():
    class M:
        def __enter__(self): return [1]
        def __exit__(self, *a): return a[0] is ValueError
    with M() as m: pass
    with M() as m: raise ValueError("x")
    try:
        with M() as m: raise KeyError("x")
    except KeyError: pass
    for i in range(3):
        with M() as m:
            if i: break
            continue
def early(n):
    try:
        for i in [1, 2, 3]:
            try:
                if i == n: return [i]
            finally: x = {i}
    finally: y = [n]
    return None
def t_finally(): return early(1), early(2), early(7)
def t_match():
    for v in ([1, 2, 3], {"a": [1], "b": 2}, P(3), "x", (1, [2])):
        match v:
            case [a, *b] if b: pass
            case {"a": a, **r}: pass
            case P(a=q): pass
            case _: pass
def t_class():
    class A:
        x: int = 1
        def f(self): return __class__
    class B(A):
        def f(self): return super().f()
    B().f()
def t_del():
    a = [1]; b = {1: a}; del a
    try: print(a)
    except UnboundLocalError: pass
    del b[1]
def t_attr():
    class O: pass
    o = O(); o.x = [1]; o.x += [2]; o.y = 3; o.y += 1.5; del o.x
    try: o.x
    except AttributeError: pass
    return getattr(o, "y")
def t_locals():
    a = [1]; b = locals(); exec("c = 1"); eval("a"); return vars(), dir()
def t_frame():
    a = [1]
    f = sys._getframe()
    return None
def t_global():
    global GG
    GG = [1]; del GG
    try: GG
    except NameError: pass
def t_star():
    def f(*a, **k): return a, k
    f(*[1, 2], **{"a": 1}); f(1, *(2,), b=2, **{"c": 3})
    try: f(*1)
    except TypeError: pass
    try: f(**{1: 2})
    except TypeError: pass
    try: f(a=1, **{"a": 2})
    except TypeError: pass
def bad(a, b=2): return a
def t_badcall():
    for args in ((), (1, 2, 3)):
        try: bad(*args)
        except TypeError: pass
    try: bad(c=1)
    except TypeError: pass
def t_recursion():
    def r(n): return [n] + r(n - 1) if n else []
    r(50)
def t_import():
    import os.path as p
    from collections import OrderedDict, deque as d
    try: from os import nothing
    except ImportError: pass
def t_slice():
    a = list(range(20)); a[1:3] = [9]; del a[::3]; a[0] += 10**20
    return a[1:], a[-1], "abc"[1], 1 < len(a) < 10**20, not a, a and [1] or [2]
def t_genexpr():
    return sum(x * y for x in range(5) for y in range(x)), any(x > 3 for x in range(10)), sorted((str(i) for i in range(5)), key=lambda s: -int(s))
def t_while():
    n = 10**18; out = []
    while n > 10**17:
        n -= 10**17
        if n % 3: continue
        out.append(n)
    else: out = out[:]
    return out
def t_assert():
    try: assert [1] == [2], f"no {1}"
    except AssertionError: pass
def t_reraise():
    try:
        try: fail(1)
        except ValueError: raise
    except ValueError: pass
    try:
        try: fail(1)
        except ValueError as e: raise KeyError(2) from e
    except KeyError: pass
    try:
        try: fail(1)
        finally: raise KeyError(3)
    except KeyError: pass
def t_closure():
    x = [1]
    def f():
        nonlocal x
        x = x + [2]
        return x
    f(); f()
    try: 
        def g(): return late
        g()
        late = 1
    except NameError: pass


def growth(f) -> int:
    """Blocks that 300 calls leave behind; the first calls may fill caches."""
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(50):
            f()
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(300):
            f()
        gc.collect()
        return sys.getallocatedblocks() - before


for name, value in sorted(globals().items()):
    # What grows once, a dict say, does not grow again.
    if name.startswith("t_") and min(growth(value) for _ in range(3)) > 150:
        print(name, "leaks")
