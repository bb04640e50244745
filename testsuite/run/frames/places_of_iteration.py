# Where a traceback says that a loop or comprehension asked for an iterator or an item.
# world: cpython
import traceback


class Broken:
    def __init__(self, when: str) -> None:
        self.when = when

    def __iter__(self) -> "Broken":
        if self.when == "iter":
            raise ZeroDivisionError
        return self

    def __next__(self) -> int:
        raise ZeroDivisionError


def statement(when: str) -> None:
    for x in Broken(
        when
    ):
        print(x)


def in_list(when: str) -> list[int]:
    return [x for x in Broken(when)]


def in_set(when: str) -> set[int]:
    return {x + y
            for y in [1]
            for x in Broken(when)}


def in_dict(when: str) -> dict[int, int]:
    return {x: x for x in Broken(when) if x}


def in_generator(when: str) -> object:
    return list(y for y in [1] for x in Broken(when))


def places(f, when: str) -> list[object]:
    try:
        f(when)
    except ZeroDivisionError as error:
        summary = traceback.extract_tb(error.__traceback__)
        entry = [entry for entry in summary if not entry.name.startswith("__")][-1]
        return [entry.lineno, entry.end_lineno, entry.colno, entry.end_colno]


for function in statement, in_list, in_set, in_dict, in_generator:
    print(function.__name__, places(function, "iter"), places(function, "next"))
