# Sums that begin as an int: the int stays one where nothing is added.
def total(xs: list[float]) -> float:
    s = 0
    for x in xs:
        s += x
    return s


def mean(n: int) -> float:
    t = 0
    for i in range(n):
        t += i * 0.5
    return t / n if n else t


def nested(rows: list[list[float]]) -> list[float]:
    out = []
    for row in rows:
        s = 0
        for x in row:
            if x < 0:
                continue
            if x > 100:
                break
            s = s + x * 2
        else:
            s -= 1
        out.append(s)
    return out


def product(xs: list[float], start: int) -> float:
    p = start
    i = 0
    while i < len(xs):
        p *= xs[i]
        i += 1
    return p


def both_ways(n: int) -> list[object]:
    v = 0
    seen = []
    for i in range(n):
        v = v + 1 if i % 2 == 0 else v * 0.5
        seen.append(v)
    return seen


def caught(xs: list[float]) -> list[object]:
    s = 0
    seen = []
    for x in xs:
        try:
            s += 1 / x
        except ZeroDivisionError as e:
            seen.append((s, str(e)))
    seen.append(s)
    return seen


def early(xs: list[float], limit: float) -> tuple[float, int]:
    s = 0
    k = 0
    for x in xs:
        s += x
        k += 1
        if s > limit:
            return s, k
    return s, k


print(total([]), total([1.5, 2.5]), total([0.1] * 10), total([1, 2, 3]), total([True, 2.5]))
print(mean(0), mean(1), mean(10))
print(nested([[], [1.5], [-1.0, 2.0, 300.0], [-1.0]]))
print(product([], 3), product([2.5, 2.0], 3), product([2.0], 2**70), product([2], 2**70))
print(both_ways(7))
print(caught([2.0, 0.0, 4.0]), caught([0.0]), caught([]))
print(early([], 1.0), early([0.5, 0.75, 1.0], 1.0), early([1, 2], 100))
print(total([1e308, 1e308]), total([2**60, 0.5]), total([-0.0]), product([-0.0], 0))
