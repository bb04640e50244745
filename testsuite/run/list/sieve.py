# The sieve of Eratosthenes over bools, then over ints.
def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [k for k, f in enumerate(flags) if f]


def count(n: int) -> int:
    marks = [0] * (n + 1)
    c = 0
    for i in range(2, n + 1):
        if not marks[i]:
            c += 1
            j = i + i
            while j <= n:
                marks[j] = 1
                j += i
    return c


print(sieve(100), len(sieve(10_000)), count(10_000))
