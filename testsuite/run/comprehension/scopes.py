# Comprehension variables are local; the first iterable is evaluated outside; walrus leaks.
def run(n: int) -> list[object]:
    i = "i"
    xs = [i for i in range(n)]
    ys = [(i, j) for i in range(2) for j in range(i, 3) if (i + j) % 2]
    zs = [last := k * k for k in range(n)]
    return [i, xs, ys, zs, last]


print(run(3))
x = 5
print([x for x in range(3)], x, [[y * x for y in range(2)] for x in range(2)], x)


def nested(m: list[list[int]]) -> list[int]:
    return [v for row in m for v in row if v if v != 3]


print(nested([[1, 0, 2], [3, 4.5], [], [2**70]]), {c: i for i, c in enumerate("aba")}, sorted({n % 3 for n in range(10)}))


class C:
    k = 2
    xs = [1, 2]
    ok = [x for x in xs]
    try:
        bad = [x * k for x in xs]
    except NameError as e:
        bad = type(e).__name__


print(C.ok, C.bad)
print([f() for f in [lambda: q for q in range(3)]], [(lambda a: a * 2)(a) for a in range(3)])
try:
    [undefined for _ in range(1)]
except NameError as e:
    print(e)
print([a + b for a, (b, *_) in [(1, (2, 3)), (4, (5,))]], [i for i in range(5) if i % 2 if i > 1])
