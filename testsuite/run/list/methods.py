# append, extend, insert, pop, remove, index, count, reverse, copy, sort: results and errors.
def drain(xs: list[int]) -> list[int]:
    out = []
    while xs:
        out.append(xs.pop())
    return out


xs = [3, 1, 2]
print(xs.append(5), xs.extend([7, 8]), xs.insert(0, 9), xs.insert(100, 10), xs.insert(-1, 11), xs)
print(xs.pop(), xs.pop(0), xs.pop(-2), xs)
print(xs.index(7), xs.count(7), xs.remove(1), xs.reverse(), xs)
for action in ("pop", "pop9", "remove", "index"):
    ys: list[int] = []
    try:
        if action == "pop":
            ys.pop()
        elif action == "pop9":
            [1].pop(9)
        elif action == "remove":
            ys.remove(1)
        else:
            ys.index(1)
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
print(drain([1, 2, 3]), xs.copy() == xs, xs.copy() is xs)
xs += (1, 2)
xs.extend(xs)
print(xs, [1] + [2], [0] * 3, [1, 2] * 0, [[]] * 2)
try:
    [1] + (2,)
except TypeError as e:
    print(e)
