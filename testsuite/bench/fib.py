"""Recursive Fibonacci: calls and small ints."""


def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main(n: int) -> int:
    return fib(n)
