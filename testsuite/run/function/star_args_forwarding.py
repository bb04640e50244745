# *args and **kwargs are fresh tuples and dicts; forwarding through layers.
def outer(*args: int, **kwargs: int) -> object:
    kwargs["added"] = 1
    return inner(*args, **kwargs)


def inner(a: int = 0, *rest: int, added: int = 0, **kw: int) -> object:
    return a, rest, added, kw


def total(*xs: int) -> int:
    s = 0
    for x in xs:
        s += x
    return s


d = {"z": 1}
print(outer(1, 2, 3, **d), d, outer(), outer(q=5))
print(total(), total(1), total(1, 2.5), total(*range(10)), total(*[2**62] * 4), total(*"") == 0)
try:
    outer(1, added=2, **{"added": 3})
except TypeError as e:
    print("TypeError")
try:
    total(1, 2, x=3)
except TypeError as e:
    print(e)


def same(*args: object) -> bool:
    return args is not None and type(args) is tuple


print(same(), same(*[1, 2]), same(*(1, 2)))
