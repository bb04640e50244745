# References that do not keep alive: equal and hashed by what they refer to, in containers, as proxies, from methods.
import weakref
from typing import NamedTuple


class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.parent = None
        self.children: list[Node] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"Node({self.name!r})"

    def add(self, child: "Node") -> None:
        child.parent = weakref.ref(self)
        self.children.append(child)

    def shout(self) -> str:
        return self.name.upper()


class Slotted:
    __slots__ = ("x",)


class Watched:
    __slots__ = ("x", "__weakref__")


class Pair(NamedTuple):
    a: int


class Items(list):
    pass


def attempt(make) -> None:
    try:
        print(make())
    except (TypeError, ReferenceError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)


root = Node("root")
root.add(Node("leaf"))
leaf = root.children[0]
print(leaf.parent() is root, weakref.ref(root) is weakref.ref(root), weakref.getweakrefcount(root), leaf.parent.__callback__)
same = Node("root")
print(weakref.ref(root) == weakref.ref(same), hash(weakref.ref(root)) == hash(root), repr(weakref.ref(root))[:8])
method, proxy = weakref.WeakMethod(root.shout), weakref.proxy(root)
print(method()(), proxy.name, proxy.shout(), str(proxy), type(proxy).__name__, proxy == root)
proxy.name = "renamed"
print(root.name)
order: list[str] = []
watches = [weakref.ref(root, lambda r, n=n: order.append(f"{n} {r() is None}")) for n in range(3)]
named = weakref.WeakValueDictionary(root=root, leaf=leaf)
ages = weakref.WeakKeyDictionary({root: 1, leaf: 2})
seen = weakref.WeakSet([root, leaf])
print(sorted(named), sorted(ages.values()), len(seen), root in seen, named["leaf"], ages[leaf], named.get("none"))
dead = weakref.ref(root)
del root
print(order, dead(), leaf.parent(), method(), sorted(named), dict(ages), len(seen), list(seen))
attempt(lambda: proxy.name)
attempt(lambda: hash(weakref.ref(Node("gone"))))
attempt(lambda: named["root"])
for value in 5, "text", [], {}, (1,), None, Slotted(), Pair(1), 1.5:
    attempt(lambda: weakref.ref(value))
for value in Watched(), Items(), {1}, frozenset(), len, Node, attempt, (x for x in ()), weakref:
    print(weakref.ref(value)() is value, end=" ")
print(weakref.ref(Items())(), weakref.ref(leaf.shout)())


class Cycle:
    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        order.append("deleted")


def collected(n: int) -> int:
    found = 0
    for _ in range(n):
        c = Cycle()
        c.again = [c]
        c.me = None
        c.again = None
        watch = weakref.ref(c)
        c = None
        found += watch() is None
    return found


order.clear()
print(collected(3), order)
kept = Node("kept")
ending = weakref.finalize(kept, print, "finalized", end="!\n")
print(ending.alive, ending.peek()[1:])
kept = None
print(ending.alive, ending(), ending.detach())
early = weakref.finalize(leaf, lambda: "called")
print(early(), early.alive)
at_exit = weakref.finalize(leaf, print, "at exit")
