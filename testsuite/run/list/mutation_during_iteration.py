# Appending, removing and clearing while a `for` runs over the list.
def append_while(xs: list[int], limit: int) -> list[int]:
    for x in xs:
        if len(xs) < limit:
            xs.append(x * 2)
    return xs


def remove_while(xs: list[int]) -> list[int]:
    for x in xs:
        if x % 2 == 0:
            xs.remove(x)
    return xs


def clear_while(xs: list[int]) -> int:
    n = 0
    for x in xs:
        n += x
        if x == 3:
            xs.clear()
    return n


def rebind_while(xs: list[int]) -> int:
    n = 0
    for x in xs:
        xs = [100, 200]
        n += x
    return n + len(xs)


def insert_front(xs: list[int]) -> list[int]:
    seen = []
    for x in xs:
        seen.append(x)
        if len(seen) < 5:
            xs.insert(0, -x)
    return seen


print(append_while([1, 2], 7))
print(remove_while([2, 4, 6, 8, 1, 3]))
print(clear_while([1, 2, 3, 4, 5]))
print(rebind_while([1, 2, 3]))
print(insert_front([1, 2, 3]))
it = iter([1])
xs = [1, 2, 3]
it = iter(xs)
next(it), next(it), next(it)
print(next(it, "done"))
xs.append(4)
print(next(it, "still done"))
