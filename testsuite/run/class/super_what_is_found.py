# `super().name` for what classes have: methods, properties, class methods, static methods, values, and nothing.


class Base:
    shared = "shared"

    def __init__(self, *args, **kwargs):
        self.given = args, sorted(kwargs.items())

    def plain(self, x=1):
        return "plain", x

    @property
    def size(self):
        return 7

    @property
    def adder(self):
        return lambda x: x + 1

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def free(x):
        return "free", x


class Child(Base):
    def __new__(cls, *args, **kwargs):
        instance = super().__new__(cls)
        instance.early = True
        return instance

    def __init__(self, a, b=2):
        super().__init__(a, k=b)

    def plain(self, x=1):
        return "child", x

    def all(self):
        bound = super().plain
        return [
            super().plain(),
            super().plain(2),
            super().plain(x=3),
            super().plain(*[4]),
            bound(5),
            super().shared,
            super().size,
            super().adder(1),
            super().made(5),
            super().free(6),
            super(Child, self).plain(8),
            super(Child, self).size,
            super(Child, type(self)).made(9),
            super(Child, type(self)).plain(self, 10),
        ]

    @classmethod
    def made(cls, x):
        return super().made(x), super().shared, super().plain(Base(), 1), super().free(x)

    def captured(self):
        return (lambda: self.early)(), super().plain()

    def each(self):
        yield super().plain("yielded")
        yield [x for x in [super().shared]]

    def missing(self):
        try:
            super().nothing
        except AttributeError as error:
            return str(error)

    def missing_called(self):
        try:
            super().nothing(1 / 0)
        except AttributeError as error:
            return str(error)


class Grandchild(Child):
    def all(self):
        return super().all()[:3]


class Mixin(Base):
    def plain(self, x=1):
        return "mixin", super().plain(x)


class Mixed(Grandchild, Mixin):
    pass


class Names(dict):
    def __init__(self, *args):
        super().__init__(*args)
        self.looks = 0

    def __getitem__(self, key):
        self.looks += 1
        return super().__getitem__(key)


class Failure(ValueError):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"{self.code}: {super().__str__()}"


class Bare:
    def __init__(self):
        super().__init__()
        self.x = 1


for _ in range(3):
    child = Child(1)
    print(child.early, child.given, child.all(), Child.made(1), child.captured())
    print(list(child.each()), child.missing(), child.missing_called())
    print(Grandchild(4).all(), Grandchild.made(2), Mixed(1).all())
    names = Names({"a": 1})
    print(names["a"], names.looks, str(Failure("no", 3)), Failure("no", 4).args, Bare().x)
