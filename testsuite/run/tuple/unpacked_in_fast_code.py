# Unpacking: displays beside their targets, tuples and lists of the right length and of others, and what is neither.

def swap(a: int, b: int) -> tuple[int, int]:
    for _ in range(3):
        a, b = b, a + b
    return a, b
def pairs(rows: list[tuple[int, float]], lists: list[list[int]]) -> float:
    s = 0.0
    for i, x in rows:
        s += i * x
    for a, b in lists:
        s += a * b
    for (a, b), c in [((1, 2), 3), ((4, 5), 6)]:
        s += a + b * c
    return s
class Odd(tuple): pass
def first(pair: tuple[int, int]) -> int:
    a, b = pair
    return a - b
def first_list(pair: list[int]) -> int:
    a, b = pair
    return a - b
print(swap(1, 2), pairs([(1, 2.0), (3, 4.5)], [[1, 2], [3, 4]]))
for rows in ([(1, 2), [3, 4.0]], [(1, 2.0, 3)], [(1,)], "ab", [("a", 2)], [Odd((1, 2.0))], [iter((1, 2.0))]):
    try: print(pairs(rows, [[1, 2]]))
    except (ValueError, TypeError) as e: print(repr(e))
    try: print(pairs([(1, 1.0)], rows))
    except (ValueError, TypeError) as e: print(repr(e))
for p in ((1, 2), [3, 4], (1, 2, 3), [1], "xy", {5: 1, 3: 2}, Odd((9, 4)), (2**70, 1), [2**70, 2]):
    for f in first, first_list:
        try: print(f(p))
        except (ValueError, TypeError) as e: print(repr(e))
x = [0, 0]
i = 0
i, x[i] = 1, 5
print(i, x)
(a, *b), c = (1, 2, 3), 4
print(a, b, c)
[p, q], r = [x, x]
print(p, q, r)
l = [1, 2]
l[0], l[1] = l
print(l)
l[1], l[0] = l[0], l[1]
print(l)
