# What `__code__` says of names and parameters, and `tb_frame` of the places that an exception passed.
import traceback


def plain(a, b=2, /, c=3, *rest, d, e=5, **options):
    return a


class Class:
    def method(self, x: int) -> float:
        return 1 / x


def names(function) -> tuple[str, ...]:
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


code = plain.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_firstlineno, names(plain))
print(Class.method.__code__.co_name, names(Class.method), Class().method.__code__ is Class.method.__code__)
print((lambda x, y: 0).__code__.co_name, code.co_filename == names.__code__.co_filename, type(code).__name__)


def outer() -> float:
    return Class().method(
        0
    )


try:
    outer()
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb is not None:
        frame = tb.tb_frame
        print(frame.f_code.co_name, tb.tb_lineno, type(frame).__name__)
        tb = tb.tb_next
    summary = traceback.extract_tb(error.__traceback__)
    print([(place.name, place.lineno, place.line) for place in summary])
    filename, number, name, line = summary[-1]
    print(filename == code.co_filename, number, name, line, len(traceback.format_tb(error.__traceback__, 2)))
    print([frame.f_code is outer.__code__ for frame, _ in traceback.walk_tb(error.__traceback__)])
