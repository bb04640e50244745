# `super()` where the function has no positional parameter, and in comprehensions, which have one before CPython 3.12.
# world: cpython
import sys


class Base:
    def value(self) -> int:
        return 1


class Derived(Base):
    def packed(*args):
        return super().value()

    def keyword(*, self):
        return super().value()

    def positional(self, /):
        return super().value()

    def listed(self) -> object:
        return [super().value() for _ in range(2)]

    def first(self) -> object:
        return [item for item in [super().value()]]

    def nested(self) -> object:
        return [[super().value() for _ in range(1)] for _ in range(1)]


derived = Derived()
for method in (derived.packed, lambda: Derived.keyword(self=derived), derived.positional, derived.first):
    try:
        print(method())
    except RuntimeError as error:
        print(error)
for expected, method in (([1, 1], derived.listed), ([[1]], derived.nested)):
    try:
        print(method() == expected and sys.version_info >= (3, 12))
    except TypeError as error:
        print(str(error).startswith("super(type, obj): obj must be an instance") and sys.version_info < (3, 12))
