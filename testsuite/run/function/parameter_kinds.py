# Every parameter kind, called every way, with the errors CPython reports.
def f(a: int, b: int = 2, /, c: int = 3, *args: int, d: int, e: int = 5, **kw: int) -> tuple[object, ...]:
    return a, b, c, args, d, e, sorted(kw.items())


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6), f(1, c=9, d=0, z=1), f(1, d=1, a=7, b=8), f(*[1, 2], **{"d": 3, "y": 4}), f(1, *(), d=2, **{}))


def two(a: int, b: int) -> int:
    return a * 10 + b


def kwonly(*, x: int) -> int:
    return x


def posonly(x: int, /) -> int:
    return x


for call in (
    lambda: two(1),
    lambda: two(),
    lambda: two(1, 2, 3),
    lambda: two(1, a=2),
    lambda: two(1, c=2),
    lambda: two(b=1, a=2),
    lambda: two(*[1, 2, 3]),
    lambda: two(1, *[], **{"b": 5}),
    lambda: two(1, **{"a": 5}),
    lambda: kwonly(1),
    lambda: kwonly(),
    lambda: kwonly(x=1),
    lambda: posonly(x=1),
    lambda: posonly(),
    lambda: two(*5),
    lambda: two(**5),
    lambda: two(1, **{1: 2}),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
