# Which classes patterns of sequences and mappings look into: those below the abstract ones, or registered there.
import collections.abc
from collections import OrderedDict, defaultdict, deque


class Pair(collections.abc.Sequence):
    def __init__(self, first: object, second: object) -> None:
        self.items = (first, second)

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self) -> int:
        return 2


class Table(collections.abc.Mapping):
    def __init__(self, **items: object) -> None:
        self.items_ = items

    def __getitem__(self, key):
        return self.items_[key]

    def __iter__(self):
        return iter(self.items_)

    def __len__(self) -> int:
        return len(self.items_)


class Plain:
    def __getitem__(self, index):
        return (5, 6)[index]

    def __len__(self) -> int:
        return 2


class Derived(Plain):
    pass


class Defaults(dict):
    def __missing__(self, key):
        return "made"


class Sized(collections.abc.Sized):
    def __len__(self) -> int:
        return 1


def kind(subject: object) -> object:
    match subject:
        case []:
            return "empty"
        case [a, b]:
            return "two", a, b
        case [a, *rest]:
            return "first", a, rest
        case {"x": x, "y": y, **rest}:
            return "x and y", x, y, rest
        case {"x": x}:
            return "x", x
        case {}:
            return "mapping"
        case collections.abc.Sized():
            return "sized"
        case collections.abc.Callable():
            return "callable"
    return "other"


subjects = [
    Pair(1, 2), Table(x=1), Table(x=1, y=2, z=3), Table(), deque([1, 2]), deque(), range(3), "ab", b"ab", bytearray(b"ab"),
    {1, 2}, Defaults(y=1), defaultdict(int, x=3), OrderedDict(y=1, x=2, w=3), Plain(), Derived(), Sized(), len, 5,
]
for subject in subjects:
    print(type(subject).__name__, kind(subject))
collections.abc.Sequence.register(Plain)
print(kind(Plain()), kind(Derived()))
