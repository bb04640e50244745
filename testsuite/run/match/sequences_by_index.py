# Patterns that do not want all items look at a sequence by its indices; others iterate it.
import collections.abc


class Sequence(collections.abc.Sequence[int]):
    def __init__(self, length: int) -> None:
        self.length = length

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        print("item", index)
        return index * 10

    def __len__(self) -> int:
        print("len")
        return self.length


class Endless(collections.abc.Sequence[int]):
    __getitem__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return 42


def kind(subject: object) -> object:
    match subject:
        case []:
            return "empty"
        case [_]:
            return "one"
        case [1, *_]:
            return "starts with 1"
        case [x, *_, 40, _]:
            return ("x .. 40", x)
        case [_, _, _]:
            return "three"
        case [*_]:
            return "any"
    return "none"


for subject in (Sequence(0), Sequence(1), Sequence(3), Sequence(6), [1, 2], (0, 1, 40, 3), "text", {1: 2}, Endless()):
    try:
        print(kind(subject))
    except TypeError as error:
        print(error)
