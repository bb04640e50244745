# Parallel assignment: right side first, then targets left to right.
def rotate(n: int) -> tuple[int, float, str]:
    a, b, c = 1, 2.5, "x"
    for _ in range(n):
        a, b, c = b, c, a
    return a, b, c


def fib_pair(n: int) -> tuple[int, int]:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a, b


print([rotate(n) for n in range(5)])
print(fib_pair(10), fib_pair(92), fib_pair(93), fib_pair(100))
x = y = z = []
x.append(1)
print(x, y, z)
a = b, c = [1, 2]
print(a, b, c)
d: dict[object, object] = {}
k = "old"
k, d[k] = "new", "value"
print(k, d)
