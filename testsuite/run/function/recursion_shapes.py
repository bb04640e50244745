# Direct and mutual recursion with different argument types along the way.
def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n: int) -> bool:
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int) -> bool:
    return False if n == 0 else is_even(n - 1)


def power(x: float, n: int) -> float:
    if n == 0:
        return 1
    h = power(x, n // 2)
    return h * h if n % 2 == 0 else h * h * x


def hanoi(n: int, a: str, b: str, c: str) -> int:
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(fib(18), fib(10.0), fib(2.5), ackermann(2, 3), is_even(50), is_odd(7), hanoi(8, "a", "b", "c"))
print(power(2, 10), power(2, 100), power(2.0, 10), power(0.5, 3), power(-3, 41))
