# Callees of callees: each leaves on its own, and the others go on.
def square(x: int) -> int:
    return x * x


def sum_of_squares(a: int, b: int) -> int:
    return square(a) + square(b)


def norm(a: int, b: int) -> float:
    return float(sum_of_squares(a, b)) ** 0.5


def total(n: int, big: int) -> int:
    s = 0
    for i in range(n):
        s += sum_of_squares(i, big) % 1000
    return s


def even(n: int) -> bool:
    return True if n == 0 else odd(n - 1)


def odd(n: int) -> bool:
    return False if n == 0 else even(n - 1)


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(total(100, 3), total(100, 4 * 10**9), total(3, 10**30))
print(norm(3, 4), norm(10**5, 10**5))
print([even(i) for i in range(6)], even(50))
print(fib(15))
