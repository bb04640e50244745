# `list[int]` and `Iterator[int]` as values: as annotations, as bases, as things that are called, compared and shown.
import collections.abc
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K")


def firsts(items: Sequence[T], count: int) -> Iterator[T]:
    for index in range(count):
        yield items[index]


class Holder(collections.abc.Sequence[int]):
    kinds: list[type[int]] = [int]
    table: dict[str, list[int]]
    made = list[int]

    def __init__(self, items: list[int]) -> None:
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)


class Names(list[str]):
    pass


print(list(firsts("abc", 2)), firsts.__annotations__)
h = Holder([3, 1, 2])
print(len(h), 1 in h, h.index(2), list(reversed(h)), isinstance(h, Sequence), Holder.__orig_bases__)
print(Holder.__annotations__, Holder.made((1, 2)), Names("ab"), Names.__orig_bases__, Names.__bases__)
print(list[int] == list[int], hash(list[int]) == hash(list[int]), {dict[str, int]: 1}[dict[str, int]])
print((int | str) == (str | int), hash(int | str) == hash(str | int), list[int] | None, types.GenericAlias(int, (str,)))
print(dict[T, list[K]].__parameters__, dict[T, list[K]][int, str], list[int].__origin__, list[int].__name__)
print(dict[str, int].fromkeys("ab", 0), Mapping[str, int], Iterator[T][int], tuple[int, ...], type(list[int]).__name__)
for wrong in (
    lambda: list[int][str],
    lambda: dict[T, K][int],
    lambda: isinstance([], list[int]),
    lambda: issubclass(list, list[int]),
    lambda: int[str],
    lambda: list[int].missing,
):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, str(error).replace("at least ", ""))
