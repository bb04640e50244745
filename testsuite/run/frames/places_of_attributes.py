# Where a traceback says that an attribute or method is used that stands on another line than what it is of.
# world: cpython
import traceback


class Sequence:
    def __init__(self) -> None:
        self.items: list[int] = []

    def add(self, item: int) -> "Sequence":
        self.items.append(1 // item)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        if name == "frozen":
            raise TypeError(name)
        super().__setattr__(name, value)


class Derived(Sequence):
    def add(self, item: int) -> Sequence:
        return (
            super()
            .add(item)
            .add(item - 1)
        )


def in_chain(s: Sequence) -> object:
    return (
        s
        .add(2)
        .add(1)
        .add(
            0
        )
        .add(3)
    )


def missing(s: Sequence) -> object:
    return (s
            .add(1)
            .other
            .add(1))


def missing_method(s: Sequence) -> object:
    return (s.add(1)
            .other(1))


def with_keywords(s: Sequence) -> object:
    return (s
            .add(item=1)
            .add(item=0))


def spread(s: Sequence) -> object:
    return (s
            .add(1)
            .add(*[0]))


def stored(s: Sequence) -> None:
    (s
     .add(1)
     .frozen) = 1


def deleted(s: Sequence) -> None:
    del (s
         .add(1)
         .nothing)


def augmented(s: Sequence) -> None:
    (s
     .nothing) += 1


def inherited(s: Sequence) -> object:
    return Derived().add(1)


def places(f) -> list[object]:
    try:
        f(Sequence())
    except Exception as error:
        summary = traceback.extract_tb(error.__traceback__)[1:]
        return [(entry.name, entry.lineno, entry.end_lineno, entry.colno, entry.end_colno) for entry in summary]
    return []


for function in (in_chain, missing, missing_method, with_keywords, spread, stored, deleted, augmented, inherited):
    print(function.__name__, places(function))
