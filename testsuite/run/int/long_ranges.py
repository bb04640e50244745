# Ranges with numbers beyond 64 bits, or too many of them to count in 64 bits.
huge = 2**64
r = range(huge, huge + 10, 3)
print(r, len(r), list(r), r[1], r[-1], r.start, r.stop, r.step, bool(r), type(iter(r)).__name__)
print(huge + 3 in r, huge + 4 in r, 5 in r, "x" in r, r.index(huge + 6), r.count(huge), r.count(1.5), float(huge) in r)
print(r[1:], r[::-1], r[:-1][0], r[5:], list(reversed(r)), max(r) - huge, sum(r), r[1:][0] == r[1])
print(range(0, huge, huge - 1) == range(0, huge + 5, huge - 1), range(5, huge, huge) == range(5, 6), range(huge, 0) == range(0))
print(hash(range(5, huge, huge)) == hash(range(5, 6)), {r: "found"}[range(huge, huge + 12, 3)], r != range(10))
down = range(huge, -huge, -huge)
print(down, list(down), len(down), down.index(0), 0 in down, bool(range(0, -huge)))
whole = range(-(2**63), 2**63 - 1)
print(whole[0], whole[-1], whole[2**63], 0 in whole, whole[1:3], bool(whole), range(huge)[huge - 1], range(huge)[1:5], range(huge)[::huge])
for wrong in (
    lambda: len(whole),
    lambda: len(range(huge)),
    lambda: r[4],
    lambda: r[-huge],
    lambda: r["x"],
    lambda: r[::0],
    lambda: r.index(1),
    lambda: range(0, huge, 0),
    lambda: range(1.5),
):
    try:
        print(wrong())
    except (OverflowError, IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


def count(n: int) -> int:
    total = 0
    for i in range(n, n + 4):
        for j in range(0, n + 1, n):
            total += i - j
    return total


print(count(3), count(2**62), count(2**63 - 2), count(2**70))
match range(huge, huge + 2):
    case [a, b]:
        print(a, b)
a, *rest = r
print(a, rest, [*zip(r, "ab")])
