# Results that nobody uses still raise, print and call.
def unused(a: object, b: object) -> str:
    a + b
    return "fine"


def unused_item(xs: list[int], i: int) -> str:
    xs[i]
    return "fine"


def unused_compare(a: object, b: object) -> str:
    a < b
    return "fine"


def unused_name() -> str:
    nowhere_defined
    return "fine"


def unused_loop(n: int, d: int) -> str:
    for i in range(n):
        i // d
    return "fine"


def unused_unpack(xs: object) -> str:
    _, _ = xs
    return "fine"


for f, args in ((unused, (1, 2)), (unused, (1, "a")), (unused_item, ([1], 0)), (unused_item, ([1], 1)), (unused_compare, (1, 2.5)),
                (unused_compare, (1, "a")), (unused_name, ()), (unused_loop, (3, 1)), (unused_loop, (0, 0)), (unused_loop, (1, 0)),
                (unused_unpack, ((1, 2),)), (unused_unpack, ((1,),))):
    try:
        print(f(*args))
    except (TypeError, IndexError, NameError, ZeroDivisionError, ValueError) as e:
        print(type(e).__name__)
