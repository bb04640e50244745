# Big ints all through: factorials, Fibonacci, digits.
def factorial(n: int) -> int:
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r


def fib(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def digit_sum(n: int) -> int:
    s = 0
    while n:
        n, d = divmod(n, 10)
        s += d
    return s


print(factorial(20), factorial(21), factorial(30))
print([fib(n) for n in (0, 1, 2, 90, 91, 92, 93, 94, 150)])
print(digit_sum(factorial(200)), digit_sum(2**1000))
print(factorial(50) // factorial(48), factorial(50) % 10**20)
