# Sets: membership, algebra, mutation, hashing of equal numbers.
def unique(xs: list[int]) -> int:
    seen: set[int] = set()
    for x in xs:
        seen.add(x)
    return len(seen)


print(unique([1, 1.0, True, 2, 2**70, 2.0**70, 0, False]), unique([]), unique(["a", "b", "a"]))
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a < b, {2} <= a, a == {3, 2, 1}, a.isdisjoint({9}))
a.add(9)
a.discard(100)
a.update([10], (11,))
print(sorted(a), len(a), 9 in a, 100 in a, set(), frozenset([1]), {1})
for action in ("remove", "pop", "add", "iterate"):
    try:
        if action == "remove":
            a.remove(100)
        elif action == "pop":
            set().pop()
        elif action == "add":
            a.add([])
        else:
            for x in a:
                a.add(x + 1000)
    except (KeyError, TypeError, RuntimeError) as e:
        print(type(e).__name__)
a &= {1, 2}
a |= {5}
a -= {1}
print(sorted(a), {frozenset({1, 2}): "f"}[frozenset({2, 1})], {1, 2} == frozenset({1, 2}))


def primes(n: int) -> list[int]:
    composite: set[int] = set()
    for i in range(2, n):
        if i not in composite:
            for j in range(i * i, n, i):
                composite.add(j)
    return [i for i in range(2, n) if i not in composite]


print(primes(60))
