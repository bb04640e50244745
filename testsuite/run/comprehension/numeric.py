# Comprehensions over ranges with overflow, floats, conditions, dict and set forms.
def squares(n: int) -> list[int]:
    return [i * i for i in range(n)]


def powers(n: int) -> list[int]:
    return [3**i for i in range(n)]


def evens(xs: list[int]) -> list[int]:
    return [x for x in xs if x % 2 == 0]


def table(n: int) -> dict[int, list[int]]:
    return {i: [i * j for j in range(n)] for i in range(n)}


print(sum(squares(1000)), powers(45)[38:], evens([1, 2, 4.0, 2**70, True, -2, 0.0]), table(4))
print([x / 2 for x in range(5)], [not x for x in (0, 1, "")], [(-1) ** i for i in range(-2, 3)])
print(sorted({x * x % 7 for x in range(100)}), [max(r) - min(r) for r in zip([1, 2], [3.5, -1])], [len(s) for s in "a bb ccc".split()])


def convolve(a: list[float], b: list[float]) -> list[float]:
    return [sum(a[j] * b[i - j] for j in range(max(0, i - len(b) + 1), min(i + 1, len(a)))) for i in range(len(a) + len(b) - 1)]


print(convolve([1, 2, 3], [0, 1, 0.5]))
