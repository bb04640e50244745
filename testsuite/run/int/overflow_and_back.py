# An accumulator leaves i64 and comes back, many times.
def swing(n: int) -> tuple[int, int]:
    x = 2**62
    crossed = 0
    for i in range(n):
        if i & 1:
            x -= 2**62
        else:
            x += 2**62
        if x > 2**63 - 1:
            crossed += 1
    return x, crossed


print(swing(10))
print(swing(1001))
