# What an attribute is found by changes while a loop uses it: its class, its dict, its descriptors.
class P:
    x: float
    n: int

    def __init__(self, x: float, n: int) -> None:
        self.x = x
        self.n = n


class Q(P):
    pass


class Other:
    def __init__(self) -> None:
        self.pad = 0
        self.n = 7
        self.x = 0.5


def materialise(p: P) -> None:
    p.__dict__["x"] = 100.0


def replace_dict(p: P) -> None:
    p.__dict__ = {"x": 2.5, "n": 40}


def change_class(p: P) -> None:
    p.__class__ = Other


def make_subclass(p: P) -> None:
    p.__class__ = Q


def delete(p: P) -> None:
    del p.x


def set_odd(p: P) -> None:
    p.x = 3
    p.n = 2**62


def set_text(p: P) -> None:
    p.n = "text"


def add_property(p: P) -> None:
    P.x = property(lambda self: 1000.0, lambda self, value: print("set x", value))


def remove_property(p: P) -> None:
    del P.x


def add_descriptor(p: P) -> None:
    class Both:
        def __get__(self, obj, cls):
            return 3

        def __set__(self, obj, value):
            print("set n", value)

    P.n = Both()


def add_getattr(p: P) -> None:
    del P.n
    P.__getattr__ = lambda self, name: 0.25
    del p.x


def add_getattribute(p: P) -> None:
    P.__getattribute__ = lambda self, name: 0.125 if name == "x" else object.__getattribute__(self, name)


def remove_hooks(p: P) -> None:
    del P.__getattribute__, P.__getattr__
    P.__setattr__ = lambda self, name, value: print("hook", name, value)


def nothing(p: P) -> None:
    pass


CHANGES = [nothing, materialise, replace_dict, change_class, make_subclass, delete, set_odd, set_text, add_property,
           remove_property, add_descriptor, add_getattr, add_getattribute, remove_hooks]


def drive(p: P, n: int, at: int, change) -> float:
    total = 0.0
    for i in range(n):
        if i == at:
            change(p)
        total += p.x * p.n
        p.x = p.x + 0.5
        p.n += 1
        total -= p.x
    return total


for change in CHANGES:
    p = P(1.5, 10)
    try:
        print(change.__name__, drive(p, 6, 3, change))
    except (AttributeError, TypeError, OverflowError) as error:
        print(change.__name__, type(error).__name__, error)
    print(sorted(vars(p).items(), key=str), type(p).__name__)
