"""Generators driven from interpreted code."""


def chunks(xs: list[int], n: int) -> object:
    part: list[int] = []
    for x in xs:
        part.append(x)
        if len(part) == n:
            yield part
            part = []
    if part:
        yield part


def running() -> object:
    total = 0
    try:
        while True:
            x = yield total
            total += x
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("closing", total)
