# collections: deque, Counter, defaultdict, namedtuple, and functions around calls and iterators.
from collections import deque, Counter, defaultdict, namedtuple, OrderedDict, ChainMap
import collections.abc
from functools import lru_cache, reduce, partial, wraps, total_ordering, cached_property, cmp_to_key, singledispatch
import itertools
from itertools import *
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, len(d), d[0], d[-1], d.maxlen, list(d), 3 in d)
d.rotate(1); print(d); d.extend([9, 8]); print(d.popleft(), d.pop(), d)
try:
    deque().popleft()
except IndexError as e:
    print(e)
print(deque("abc") == deque("abc"), deque([1,2]) < deque([1,3]), deque([1]) + deque([2]), list(reversed(deque([1,2,3]))))
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sum(c.values()), c.total())
c.update("aaa"); c.subtract({"b": 5}); print(c, +c, -c, c + c, c - Counter("aa"))
dd = defaultdict(list)
for w in "one two three four five six".split():
    dd[len(w)].append(w)
print(dd, dict(dd), sorted(dd.items()))
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p.y, p._replace(x=7), p._asdict(), P._fields, p == (1, 5), P(y=2, x=3), P._make([8, 9]))
try:
    P()
except TypeError as e:
    print(e)
try:
    P(1, 2, 3)
except TypeError as e:
    print(e)
try:
    p.x = 3
except AttributeError as e:
    print(e)
x, y = p
class Q(namedtuple("Q", ["a", "b"])):
    def total(self):
        return self.a + self.b
print(Q(1, 2), Q(1, 2).total(), type(Q(1, 2)))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a"); print(list(o.items()), o.popitem(last=False), len(o))
print(ChainMap({"a": 1}, {"b": 2})["b"])
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(3, collections.abc.Hashable), isinstance([], collections.abc.Hashable), issubclass(dict, collections.abc.MutableMapping))
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache
def sq(n):
    return n * n
print([sq(i % 3) for i in range(10)], sq.cache_info(), sq.__name__)
print(reduce(lambda a, b: a * b, range(1, 20)), partial(pow, 2)(10), partial(print, 1, sep="-").func)
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
class C:
    @cached_property
    def v(self):
        print("computed")
        return 42
cc = C(); print(cc.v, cc.v, cc.__dict__)
@singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
print(show(1), show([]), show("s"), show(True))
print(list(chain([1], "ab")), list(chain.from_iterable([[1], [2]])), list(islice(count(3), 2, 8, 2)), list(islice("abcdef", 2)))
print(list(permutations([1, 2, 3], 2)), list(combinations("abcd", 2)), list(product("ab", repeat=2)), list(combinations_with_replacement("ab", 2)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(zip_longest("ab", "xyz", fillvalue="-")))
print([(k, list(g)) for k, g in groupby("aaabbc")], [(k, len(list(g))) for k, g in groupby(range(10), lambda v: v // 4)])
print(list(takewhile(lambda v: v < 3, [1, 2, 3, 1])), list(dropwhile(lambda v: v < 3, [1, 2, 3, 1])), list(filterfalse(lambda v: v % 2, range(6))), list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abc", [1, 0, 1])), list(pairwise("abcd")), list(repeat(7, 3)))
cy = cycle("xy"); print([next(cy) for _ in range(5)])
a, b = tee([1, 2, 3]); print(list(a), list(b))
print(count(5), repeat(1, 3), next(count(1.5, 0.5)))
