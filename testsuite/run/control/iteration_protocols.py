# for over __iter__/__next__, __getitem__ sequences, iter(callable, sentinel), and their errors.
class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Old:
    def __getitem__(self, i: int) -> int:
        if i > 3:
            raise IndexError(i)
        return i * i


class Broken:
    def __iter__(self) -> int:
        return 5


class Raises:
    def __iter__(self) -> "Raises":
        return self

    def __next__(self) -> int:
        raise KeyError("next")


def total(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s += x
    return s


for xs in ([1, 2], (3, 4), range(5), Countdown(4), Old(), {5: 0, 6: 0}, (i for i in range(3)), map(abs, [-1, -2]), [], b"ab",
           5, None, Broken(), Raises(), "ab"):
    try:
        print(total(xs))
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
c = Countdown(5)
print(next(c), total(c), next(c, "end"), total(c))
calls = iter([3, 4, 0, 9])
print(list(iter(lambda: next(calls), 0)), 3 in Countdown(5), list(zip(Countdown(3), Old())))
