"""The sieve of Eratosthenes: a list of ints written with a stride."""


def main(n: int) -> int:
    flags = [1] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i] == 1:
            count += 1
            for j in range(i * i, n + 1, i):
                flags[j] = 0
    return count
