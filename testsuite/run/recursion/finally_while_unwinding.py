# finally and except clauses run while a deep recursion unwinds.
count = 0


def deep(n: int) -> int:
    global count
    try:
        return deep(n + 1)
    finally:
        count += 1


def catch_at(n: int, limit: int) -> int:
    if n == limit:
        try:
            return deep(0)
        except RecursionError:
            return -n
    return catch_at(n + 1, limit)


print(catch_at(0, 10), count > 100)


def divide(n: int) -> int:
    try:
        return n // (n - 3) + divide(n - 1)
    except ZeroDivisionError:
        return 1000


print(divide(10), divide(3))
