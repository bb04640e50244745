# Lambdas, functions as values, in containers, map/filter/sorted keys, compose.
def compose(f: object, g: object) -> object:
    return lambda x: f(g(x))


def twice(f: object, x: int) -> int:
    return f(f(x))


def reduce(f: object, xs: list[int], start: int) -> int:
    acc = start
    for x in xs:
        acc = f(acc, x)
    return acc


inc = lambda x, step=1: x + step
print(compose(inc, lambda x: x * 10)(5), twice(inc, 1), twice(lambda s: s + "!", "hi"), inc(1, step=5))
print(reduce(lambda a, b: a * b, range(1, 25), 1), reduce(max, [3, 9.5, 2], 0), reduce(lambda a, b: b - a, [1, 2, 3], 0))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "//": lambda a, b: a // b}
print([ops[o](7, 2) for o in ops], list(map(inc, [1, 2.5, True])), list(filter(None, [0, 1, "", "a"])))
print((lambda *a, **k: (a, k))(1, 2, x=3), (lambda: None)(), [f(2) for f in [lambda x: x**2, lambda x: -x]])
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
