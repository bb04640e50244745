# An accumulator outgrows i64 in the middle of a loop and stays big.
def total(n: int) -> int:
    s = 0
    for i in range(n):
        s += i * 9_000_000_000_000_000
    return s


print(total(10))
print(total(2000))
print(total(100_000))
