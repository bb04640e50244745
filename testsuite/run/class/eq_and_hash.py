# __eq__ without __hash__, identity defaults, == returning non-bools.
class OnlyEq:
    def __init__(self, k: int) -> None:
        self.k = k

    def __eq__(self, o: object) -> bool:
        return isinstance(o, OnlyEq) and self.k == o.k


class Both(OnlyEq):
    def __hash__(self) -> int:
        return hash(self.k)


class Plain:
    pass


class Weird:
    def __eq__(self, o: object) -> str:
        return "weird"

    def __ne__(self, o: object) -> list[int]:
        return []


try:
    {OnlyEq(1)}
except TypeError as e:
    print(e)
print(len({Both(1), Both(1), Both(2)}), {Both(1): "x"}[Both(1)], OnlyEq(1) == OnlyEq(1), OnlyEq(1) != OnlyEq(2), OnlyEq(1) == 1)
p, q = Plain(), Plain()
print(p == p, p == q, p != q, p in [q, p], len({p, q, p}), hash(p) == hash(p))
print(Weird() == 1, Weird() != 1, 1 == Weird(), [Weird()] == [1], Weird() in [5])


def count_equal(xs: list[object], x: object) -> int:
    n = 0
    for y in xs:
        if x == y:
            n += 1
    return n


print(count_equal([1, 1.0, True, Weird(), "1", OnlyEq(1), None], 1))
