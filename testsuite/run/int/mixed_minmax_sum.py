# min, max, sum, abs, round, divmod over ints that include bools and big ones.
def stats(xs: list[int]) -> tuple[int, int, int]:
    return min(xs), max(xs), sum(xs)


print(stats([3, 1, 2]), stats([True, False]), stats([2**64, -(2**64), 0]))
print(sum([2**63 - 1, 1]), sum([0.5, 2**62, 2**62]), sum([], 5), sum([[1], [2]], []))
try:
    stats([])
except ValueError as e:
    print("empty")
print(min(1, 1.0), max(1.0, 1), min(True, 1), max(1, True), max([1, 2.0, 2]), max("b", "a"))
print(round(5, -1), round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(7), round(10**20, -19))
print(min([3, -4, 2], key=abs), max([3, -4, 2], key=abs), min([], default=None))
