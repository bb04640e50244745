# Stacked generators: an incremental sieve.
def integers(n: int) -> object:
    while True:
        yield n
        n += 1


def without_multiples(g: object, p: int) -> object:
    for n in g:
        if n % p:
            yield n


def primes() -> object:
    g = integers(2)
    while True:
        p = next(g)
        yield p
        g = without_multiples(g, p)


def take(g: object, n: int) -> list[int]:
    out: list[int] = []
    for x in g:
        if len(out) == n:
            return out
        out.append(x)
    return out


print(take(primes(), 30), take(integers(2**63 - 2), 4), take(integers(0.5), 3))


def permutations(xs: list[int]) -> object:
    if len(xs) <= 1:
        yield xs[:]
        return
    for i in range(len(xs)):
        rest = xs[:i] + xs[i + 1 :]
        for p in permutations(rest):
            yield [xs[i]] + p


print(list(permutations([1, 2, 3])), len(list(permutations([1, 2.0, "x", None]))))
