# Line numbers and function names in tracebacks of exceptions out of compiled loops, tries and nested calls.
# world: cpython
import sys
import traceback


def leaf(x: int) -> int:
    y = x + 1
    return (
        10
        // (y - 3)
    )


def middle(x: int) -> int:
    s = 0
    for i in range(x, x + 3):
        s += leaf(i)
    return s


def outer(xs: list[int]) -> int:
    try:
        return middle(xs[0]) + middle(
            xs[1]
        )
    finally:
        xs.append(1)


def entries(f: object, *args: object) -> list[tuple[str, int]]:
    try:
        f(*args)
    except Exception as e:
        return [(s.name, s.lineno) for s in traceback.extract_tb(e.__traceback__)[1:]]
    return []


print(entries(outer, [0, 5]), entries(outer, [5, 1]), entries(outer, [5]), entries(outer, ["x", 1]), entries(outer, None))


def reraise(n: int) -> None:
    try:
        leaf(n)
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e


def chain(f: object, *args: object) -> None:
    try:
        f(*args)
    except ValueError as e:
        print(e.__traceback__.tb_next.tb_lineno, e.__cause__.__traceback__.tb_lineno, e.__cause__.__traceback__.tb_next.tb_lineno)


chain(reraise, 2)


def gen(n: int) -> object:
    for i in range(n):
        yield leaf(i)


print(entries(lambda: list(gen(5))), entries(lambda: [leaf(i) for i in (0, 2)])[0][0])


class C:
    def m(self) -> None:
        self.missing


print(entries(C().m), entries(C.m), entries(lambda: C().m(1)))
