# strict
from __future__ import annotations
import math
import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Callable, Iterator, Optional

class Body:
    __slots__ = ("x", "y", "vx", "mass")
    def __init__(self, x: float, y: float, vx: float, mass: float) -> None:
        self.x = x
        self.y = y
        self.vx = vx
        self.mass = mass

def energy(bodies: list[Body]) -> float:
    e = 0.0
    for i, b in enumerate(bodies):
        e += 0.5 * b.mass * b.vx ** 2
        for b2 in bodies[i + 1:]:
            dx = b.x - b2.x
            dy = b.y - b2.y
            e -= b.mass * b2.mass / math.sqrt(dx * dx + dy * dy)
    return e

def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    primes = []
    for i in range(2, n + 1):
        if flags[i]:
            primes.append(i)
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return primes

@dataclass
class Task:
    name: str
    pri: int = 0
    deps: list[Task] = field(default_factory=list)
    parent: Optional[Task] = None

class Tree:
    def __init__(self) -> None:
        self.root: Optional[Tree.Node] = None
        self.count = 0
        self.cache: dict[str, int] = {}

    class Node:
        def __init__(self, key: int) -> None:
            self.key = key
            self.left: Optional[Tree.Node] = None
            self.right: Optional[Tree.Node] = None

    def insert(self, key: int) -> None:
        node = Tree.Node(key)
        self.count += 1
        if self.root is None:
            self.root = node
            return
        cur = self.root
        while True:
            if key < cur.key:
                if cur.left is None:
                    cur.left = node
                    return
                cur = cur.left
            else:
                if cur.right is None:
                    cur.right = node
                    return
                cur = cur.right

    def walk(self, node: Optional[Tree.Node]) -> Iterator[int]:
        if node is not None:
            yield from self.walk(node.left)
            yield node.key
            yield from self.walk(node.right)

def bfs(graph: dict[int, list[int]], start: int) -> dict[int, int]:
    dist = {start: 0}
    queue = deque([start])
    while queue:
        v = queue.popleft()
        for w in graph.get(v, []):
            if w not in dist:
                dist[w] = dist[v] + 1
                queue.append(w)
    return dist

def compose(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:
    return lambda x: f(g(x))

def words(path: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    with open(path) as f:
        for line in f:
            for w in line.split():
                counts[w] = counts.get(w, 0) + 1
    return counts

def matmul(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    n = len(a)
    out = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i][k] * b[k][j]
            out[i][j] = s
    return out

def main(argv: list[str]) -> int:
    t = Tree()
    for k in (3, 1, 2):
        t.insert(k)
    print(list(t.walk(t.root)), energy([Body(0, 0, 1, 2)]), sieve(10))
    tasks = sorted([Task("a", 2), Task("b", 1)], key=lambda t: t.pri)
    by_name = {t.name: t for t in tasks}
    top = max(by_name.values(), key=lambda t: (t.pri, t.name))
    print(top.name.upper(), compose(lambda x: x + 1, abs)(3), bfs({1: [2]}, 1))
    first, *rest = tasks
    total = sum(t.pri for t in rest) + first.pri
    try:
        n = int(argv[1]) if len(argv) > 1 else 10
    except ValueError as e:
        print(f"bad: {e}", file=sys.stderr)
        return 1
    m = [[float(i * j) for j in range(n)] for i in range(n)]
    print(matmul(m, m)[0][0], total, "%5.2f" % math.pi, words("x"))
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv))
