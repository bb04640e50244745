# Bound methods, class methods called through the class, instance attributes shadowing methods.
class A:
    def __init__(self, k: int) -> None:
        self.k = k

    def f(self, x: int) -> int:
        return self.k + x

    def g(self, x: int) -> int:
        return self.f(x) * 2


def drive(a: A, n: int) -> list[int]:
    out = []
    for i in range(n):
        out.append(a.g(i))
        if i == 2:
            a.f = lambda x: 1000
        if i == 4:
            del a.f
    return out


a = A(1)
m = a.f
print(m(1), A.f(a, 1), m.__self__ is a, m.__func__ is A.f, a.f is a.f, a.f == a.f, drive(a, 7))
a.k = 50
print(m(1), [f(1) for f in (a.f, a.g)], list(map(a.f, [1, 2.5])))
for call in (lambda: a.f(), lambda: a.f(1, 2), lambda: A.f(1), lambda: A(), lambda: a.nope(1), lambda: A.nope):
    try:
        call()
    except (TypeError, AttributeError) as e:
        print(e)
