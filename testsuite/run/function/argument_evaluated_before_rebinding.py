# Arguments, callee and defaults are read in order, although later arguments rebind earlier ones.
def rebinder() -> int:
    global f, x
    f = lambda *a: ("new", a)
    x = 100
    return 0


def f(*a: int) -> object:
    return "old", a


def original(*a: int) -> object:
    return "old", a


x = 1
print(f(x, rebinder(), x))
f, x = original, 1
print(f(x + rebinder() + x), x)


def local_order(n: int) -> object:
    a = n
    return a, (a := a + 1), a, [a, (a := a * 2), a], a + (a := 1) + a


print(local_order(5), local_order(0.5), local_order(2**63 - 1))


class O:
    v = 1

    def bump(self) -> int:
        self.v += 10
        return self.v


def attrs(o: O) -> object:
    return o.v + o.bump() * o.v, o.v, [o.v, o.bump(), o.v]


print(attrs(O()))


def cells() -> object:
    n = 1

    def up() -> int:
        nonlocal n
        n += 1
        return n

    return n + up() * n, (n, up(), n)


print(cells())
