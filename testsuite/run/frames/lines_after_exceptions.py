# Where a frame is that an exception has left: `f_lineno` behind `try`, `finally` and `with`.
# world: cpython


class Noop:
    def __enter__(self) -> "Noop":
        return self

    def __exit__(self, *args: object) -> None:
        len(args)


def in_except(n: int) -> None:
    try:
        1 // n
    except:
        1 // n
        pass


def in_other_except(n: int) -> None:
    try:
        1 // n
    except TypeError as error:
        pass
    except KeyError:
        pass


def in_named_except(n: int) -> None:
    try:
        1 // n
    except Exception as error:
        1 // n
        pass


def in_try(n: int) -> None:
    try:
        1 // n
    finally:
        pass


def in_finally(n: int) -> None:
    try:
        1 // n
    finally:
        len("a")
        n += 1


def in_finally_that_raises(n: int) -> None:
    try:
        1 // n
    finally:
        1 // n
        pass


def in_with(n: int) -> None:
    with Noop():
        1 // n
        pass


def in_nested_with(n: int) -> None:
    with Noop(), Noop() as manager:
        len("b")
        try:
            1 // n
        finally:
            manager = None


def in_handler_in_with(n: int) -> None:
    with Noop():
        try:
            1 // n
        except ZeroDivisionError as error:
            raise
        pass


def in_loop(n: int) -> int:
    total = 0
    for i in range(3, -1, -1):
        try:
            total += 10 // (i - n)
        finally:
            total += 1
    return total


def lines(f) -> list[int]:
    try:
        f(0)
    except ZeroDivisionError as error:
        entry = error.__traceback__.tb_next
        found = []
        while entry:
            first = entry.tb_frame.f_code.co_firstlineno
            found.append((entry.tb_frame.f_lineno - first, entry.tb_lineno - first))
            entry = entry.tb_next
        return found


for function in (in_except, in_other_except, in_named_except, in_try, in_finally, in_finally_that_raises, in_with,
                 in_nested_with, in_handler_in_with, in_loop):
    print(function.__name__, lines(function), lines(function))
