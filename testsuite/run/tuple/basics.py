# Tuples: equality, order, hash, nesting, concatenation, slices, errors.
def compare(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[bool, bool, bool]:
    return a < b, a == b, a > b


print(compare((1, 2), (1, 3)), compare((1,), (1, 0)), compare((), ()), compare((1, 2.0), (1.0, 2)))
print((1, 2) + (3,), (1,) * 3, (1, 2, 3)[::-1], (1, 2, 3)[1:], len(()), (1,) + (), () * 5, 2 in (1, 2), (0, 1).index(1), (1, 1).count(1))
print((1,), (), ((),), (1, (2, [3])), repr(("a", None)))
t = (1, 2)
for action in (0, 1, 2):
    try:
        if action == 0:
            t[0] = 5
        elif action == 1:
            t[2]
        else:
            hash((1, [2]))
    except (TypeError, IndexError) as e:
        print(e)
print(hash((1, 2)) == hash((1.0, True + 1)), {(1, 2): "x"}[(1.0, 2)])
print(min((2, "a"), (1, "b")), sorted([(2, 1), (1, 2), (1, 1)]), sum(((1,), (2,)), ()))
