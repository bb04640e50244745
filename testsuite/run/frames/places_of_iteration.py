# Where a traceback says that a loop or comprehension asked for an iterator or an item.
# world: cpython
import sys
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


def place(f, when: str) -> str:
    try:
        f(when)
    except ZeroDivisionError as error:
        summary = traceback.extract_tb(error.__traceback__)
        entry = [entry for entry in summary if not entry.name.startswith("__")][-1]
        with open(__file__) as file:
            lines = file.read().splitlines()[entry.lineno - 1 : entry.end_lineno]
        lines[-1] = lines[-1][: entry.end_colno]
        return " ".join(" ".join([lines[0][entry.colno :], *lines[1:]]).split())
    return "nowhere"


# The whole statement or comprehension, and since 3.13 what it goes through.
EXPECTED = {
    statement: ("for x in Broken( when ): print(x)", "Broken( when )"),
    in_list: ("[x for x in Broken(when)]", "Broken(when)"),
    in_set: ("{x + y for y in [1] for x in Broken(when)}", "Broken(when)"),
    in_dict: ("{x: x for x in Broken(when) if x}", "Broken(when)"),
    in_generator: ("(y for y in [1] for x in Broken(when))", "Broken(when)"),
}
for function, expected in EXPECTED.items():
    found = [place(function, "iter"), place(function, "next")]
    print(function.__name__, found == 2 * [expected[sys.version_info >= (3, 13)]] or found)
