# tricky but fine
import enum, abc, itertools, functools, operator, re, os, json, collections, typing as t, asyncio, random, time, argparse, logging
from pathlib import Path

class Meta(type):
    def __getitem__(cls, k): return k
class WithMeta(metaclass=Meta): pass
WithMeta["x"]

class Base(abc.ABC):
    registry = {}
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.registry[cls.__name__] = cls
    @abc.abstractmethod
    def run(self): ...
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
class Impl(Base):
    def run(self):
        self.x = 3
        return self.x + 1
Impl().run().bit_length()
class Mixin:
    def hello(self): return self.name.upper()
class Person(Mixin):
    name = "x"
Person().hello()
class Flag(enum.IntFlag):
    A = 1
    B = enum.auto()
f = Flag.A | Flag.B
if f & Flag.A: print(f.name, int(f) + 1)
def deco(*args, **kw):
    def wrap(fn):
        fn.extra = 1
        return fn
    return wrap
@deco(1)
def foo(a, b=2): return a
foo(1).x
foo.extra
def g(**kw):
    kw.setdefault("a", 1)
    kw["b"] = "x"
    return dict(kw, c=3)
g(a=1)["c"]
p = Path("a") / "b"
print(p.name, p.parent.stem, [q.suffix for q in p.iterdir()])
lst = [None] * 3
lst[0] = 5
d = dict.fromkeys("abc")
d["a"] = [1]
d["a"].append(2)
m = re.search("a", "b")
print(m.group(0), m[1])
x = None
for i in range(3):
    if x is None: x = i
    else: x += 1
print(x.real)
nested = {"a": {"b": [1, 2]}, "c": 3}
nested["a"]["b"].append(3)
nested["c"] += 1
for k, v in nested.items(): print(k.upper(), v)
a, b = 1, "x"
a, b = b, a
a.upper()
class Vec:
    def __init__(self, *c): self.c = c
    def __getitem__(self, i): return self.c[i]
    def __len__(self): return len(self.c)
    def __eq__(self, o): return self.c == o.c
    def __lt__(self, o): return self.c < o.c
v = Vec(1, 2); v[0] + 1; sorted([v, Vec(3)]); max(v, v)
total = sum((x for x in v), 0)
res = functools.reduce(operator.add, [1, 2, 3]); res + 1
for key, grp in itertools.groupby(sorted("abca"), key=str.lower): print(key, len(list(grp)))
pt = collections.namedtuple("pt", "x y")(1, 2); pt.x; pt._asdict()
cfg = json.loads("{}"); cfg["a"]["b"].foo()
parser = argparse.ArgumentParser(); parser.add_argument("--n", type=int, default=3); ns = parser.parse_args(); ns.n + 1
log = logging.getLogger(__name__); log.info("x %s", 1)
async def co(n): await asyncio.sleep(0); return n
async def main():
    r = await asyncio.gather(co(1), co(2)); print(r[0])
    async with asyncio.Lock(): pass
    async for z in agen(): print(z)
async def agen():
    yield 1
asyncio.run(main())
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
fact(5) + 1
s = set(); s.add(1); s |= {2}; s.add("x")
q = [[]]; q[0].append(1); q.append([2])
fnlist = [len, str]; [fn("x") for fn in fnlist]
table = {"+": operator.add, "-": lambda a, b: a - b}; table["+"](1, 2)
print("%d %s" % (1, "x"), "{} {}".format(1, 2), b"a" + b"b", "a" * 3, 3 * [1], (1,) + ("x",))
class Stack(list):
    def push(self, x): self.append(x)
st = Stack(); st.push(1); st[0]; st.pop()
class D(dict):
    def __missing__(self, k): return 0
D()["x"] + 1
try:
    import numpy as np
except ImportError:
    np = None
if np is not None: np.zeros(3)
with open("f", "rb") as fh: data = fh.read(); data[0] + 1; data.decode().split()
def opt(a: int = None, *, b: str = None): return a, b
opt(1); opt(); opt(b=None); opt(None)
def h(x: "t.Optional[int]" = None) -> "t.List[int]":
    if not x: return []
    return [x] * x
z: t.Any = 3; z.foo.bar()
w = 3 if random.random() > .5 else "x"
w.upper()
int.from_bytes(b"ab", "big"); (5).to_bytes(2, "little"); hash("x") % 7; "abc"[::-1]; [*range(3)][-1]
type(w).__name__; isinstance(w, (int, str)); getattr(w, "foo", None).bar
