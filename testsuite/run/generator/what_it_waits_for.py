# gi_yieldfrom of generators that are suspended, that run, and that are finished; a mapping without get.
import collections.abc
from collections.abc import Iterator


def inner() -> Iterator[object]:
    yield outer_generator.gi_yieldfrom
    yield "second"


def outer() -> Iterator[object]:
    yield from inner()


outer_generator = outer()
print(outer_generator.gi_yieldfrom, next(outer_generator), type(outer_generator.gi_yieldfrom).__name__)
print(list(outer_generator), outer_generator.gi_yieldfrom)


class Bare:
    pass


collections.abc.Mapping.register(Bare)
match Bare():
    case {}:
        print("a mapping")
