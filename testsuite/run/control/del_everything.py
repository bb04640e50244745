# del of locals, globals, attributes, elements, slices, tuples of targets.
class Box:
    pass


def locals_(n: int) -> str:
    a, b = n, n + 1
    del a
    try:
        return str(a)
    except UnboundLocalError:
        a = b
        del b
        return f"again {a}"


b = Box()
b.x, b.y = 1, 2
del b.x
print(sorted(vars(b)), locals_(1))
try:
    del b.x
except AttributeError as e:
    print(type(e).__name__)
xs, d = [1, 2, 3, 4], {"a": 1, "b": 2}
del xs[0], d["a"], xs[-1:]
print(xs, d)
x = y = 1
del x, y
try:
    y
except NameError as e:
    print(e)
z = 5
del (z)
try:
    del xs[10]
except IndexError as e:
    print(e)
