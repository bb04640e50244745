# `any` and `all` of a generator expression stop where CPython stops.


def has_multiple(xs: list[int], k: int) -> bool:
    return any(x % k == 0 for x in xs)


def all_below(xs: list[float], limit: float) -> bool:
    return all(x < limit for x in xs)


def is_prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, n))


def objects(xs):
    return any(x for x in xs), all(x for x in xs)


def nested(rows: list[list[int]]) -> bool:
    return any(x == 3 for row in rows for x in row if x)


def inner(rows: list[list[int]]) -> bool:
    return all(any(x > y for x in row) for y, row in enumerate(rows))


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked", self.value)
        return self.value


def closing(n):
    try:
        for i in range(n):
            print("gives", i)
            yield i
    finally:
        print("closed")


print(has_multiple([1, 2, 3], 3), has_multiple([1, 2], 3), has_multiple([], 3))
print(all_below([1.0, 2.0], 3.0), all_below([1.0, 4.0], 3.0), all_below([], 3.0), all_below([1, 2], 3))
print([n for n in range(60) if is_prime(n)])
print(objects([0, "", None, []]), objects([1, "a", 2.5]), objects([]), objects([0, 1]), objects({"a": 1}))
print(nested([[0, 1], [2, 3]]), nested([[0]]), inner([[1], [2, 3]]), inner([[0], [2]]))
print(any(Truth(v) for v in [False, True, False]), all(Truth(v) for v in [True, False, True]))
print(any(x == 1 for x in closing(4)))
print("between")
print(all(x < 9 for x in closing(2)))
result = any(x == 0 for x in closing(3)), print("behind")
