# Chains whose peak sometimes outgrows i64.
def collatz(n: int) -> tuple[int, int]:
    steps = 0
    peak = n
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        if n > peak:
            peak = n
        steps += 1
    return steps, peak


print([collatz(n) for n in range(1, 30)])
print(collatz(837799), collatz(12327829503), collatz(2**64 + 1)[0])
print(collatz(23035537407), collatz(7579309213675935))
