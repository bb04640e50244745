# Small numeric kernels with nested while loops and early returns.
def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def isqrt(n: int) -> int:
    if n < 2:
        return n
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x


def is_prime(n: int) -> bool:
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


print(gcd(2**70, 6**40), gcd(-12, 18), gcd(0, 0), gcd(1071, 462))
print([isqrt(n) for n in (0, 1, 2, 3, 4, 15, 16, 10**18, 2**63, 10**40)])
print([n for n in range(60) if is_prime(n)], is_prime(999983))
