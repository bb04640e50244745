# Integers grow.
# fault: overflow
def fib(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(fib(90), fib(93), fib(200))
