# Unpacking lists: star targets, nested targets, wrong counts, swaps through one list.
def ends(xs: list[int]) -> tuple[int, int]:
    first, *_, last = xs
    return first, last


print(ends([1, 2]), ends([1, 2, 3, 4]))
for bad in ([], [1]):
    try:
        ends(bad)
    except ValueError as e:
        print(e)
(a, b), [c, (d, *e)] = [1, 2], (3, "xyz")
print(a, b, c, d, e)
for bad in ((1,), (1, 2, 3), 5, None):
    try:
        x, y = bad
    except (ValueError, TypeError) as err:
        print(type(err).__name__)
xs = [0, 1, 2]
i = 0
i, xs[i] = 2, 9
print(i, xs)
xs = [0, 1, 2]
xs[0], xs[1], xs[2] = xs[2], xs[0], xs[1]
print(xs, [*xs, *"ab", *range(2)], (*xs,), {**{"a": 1}, "b": 2})


def three() -> tuple[int, int, int]:
    return 1, 2, 3


p, q, r = three()
[p, q], r = (q, p), [r]
print(p, q, r)
