# Stable sort with keys, reverse, mixed int/float, errors from keys and comparisons.
def by_length(words: list[str]) -> list[str]:
    return sorted(words, key=len)


print(by_length(["ccc", "a", "bb", "aa", "c"]), sorted([3, 1.5, 2, True]), sorted("bca", reverse=True))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
xs = [5, 2**70, -1, 2.5, -(2**70)]
xs.sort()
print(xs, xs.sort(reverse=True), xs)
for bad in ([1, "a"], [None, None], [1j, 2j]):
    try:
        sorted(bad)
    except TypeError as e:
        print(e)


class Odd:
    def __init__(self, k: int) -> None:
        self.k = k

    def __lt__(self, other: "Odd") -> bool:
        return self.k > other.k


print([o.k for o in sorted([Odd(1), Odd(3), Odd(2)])])


def bubble(xs: list[int]) -> list[int]:
    n = len(xs)
    for i in range(n):
        for j in range(n - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


print(bubble([3, 1, 2, 2.5, True, -(2**65)]), bubble(list("hello")))
