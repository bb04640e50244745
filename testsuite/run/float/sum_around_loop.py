# In a loop in which an int becomes a float there is another loop.


def around(xs: list[float], n: int):
    total = 0
    count = 0
    for x in xs:
        total += x
        for i in range(n):
            count += i
    return total, count


def nested(rows: list[list[float]], n: int):
    total = 0
    count = 0
    for row in rows:
        k = 0
        while k < n:
            k += 1
            count += k
        for x in row:
            total += x
    return total, count


def default_of_another_type(a: float = 5):
    for a in [1]:
        w = 0
        while w < 2:
            w += 1
    v = default_of_another_type
    v = 2
    return a, w, v


print(around([0.5, 1.5, 2.0], 4), around([], 3), around([1, 2.5], 3))
print(around([0.5, 2**63, "x"][:2], 5), around([0.5], 2**3))
print(nested([[0.5], [1.5, 2.5], []], 3), nested([], 3), nested([[1], [2**64, 0.5]], 200))
print(default_of_another_type(), default_of_another_type(1.5))
try:
    around([0.5, 1.5, "x"], 3)
except TypeError as error:
    print(error)
