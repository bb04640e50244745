# The printed traceback, source lines included.
# world: cpython
import traceback


def divide(a: int, b: int) -> float:
    return a / b


def average(xs: list[int]) -> float:
    total = 0
    for x in xs:
        total += x
    return divide(total, len(xs))


def show(f: object) -> None:
    try:
        f()
    except Exception as e:
        for line in traceback.format_exception(e):
            for part in line.splitlines():
                # Carets differ between versions; the place and the text of the line do not.
                if part.strip(" ~^"):
                    print(part.replace(__file__, "FILE"))


show(lambda: average([]))
show(lambda: average([1, "a"]))


def nested() -> None:
    try:
        average([])
    except ZeroDivisionError:
        raise KeyError("while handling")


show(nested)
