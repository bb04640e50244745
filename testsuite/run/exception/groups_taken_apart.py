# Making groups: their classes, what they refuse; splitting them, by `derive` of a class of one's own.
import traceback


class Coded(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        made = super().__new__(cls, message.upper(), exceptions)
        made.code = code
        return made

    def derive(self, exceptions):
        return Coded(self.message, exceptions, self.code)


class Broken(ExceptionGroup):
    def derive(self, exceptions):
        return 5


def attempt(make, *args) -> None:
    try:
        made = make(*args)
        print(type(made).__name__, made, repr(made))
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


errors = [ValueError(1), KeyError("k"), ExceptionGroup("inner", [ValueError(2), OSError(3, "x")])]
for args in ("m", errors), ("m", ()), ("m", 5), (5, errors), ("m",), ("m", [1]), ("m", [KeyboardInterrupt()]):
    attempt(ExceptionGroup, *args)
attempt(BaseExceptionGroup, "m", errors)
attempt(BaseExceptionGroup, "m", (KeyboardInterrupt(),))
coded = Coded("coded", errors, 7)
coded.add_note("note")
coded.__cause__ = TypeError("cause")
print(coded.message, coded.exceptions == tuple(errors), vars(coded), coded.args == ("coded", errors, 7))
wanted, rest = coded.split((ValueError, OSError))
for part in wanted, rest, coded.subgroup(KeyError), coded.subgroup(lambda e: isinstance(e, ExceptionGroup)):
    print(type(part).__name__, part.code, part.exceptions, part.__notes__, part.__cause__ is coded.__cause__)
print(wanted.exceptions[1].exceptions[0] is errors[2].exceptions[0], coded.split(ArithmeticError))
attempt(Broken("b", errors).split, KeyError)
for condition in 3, (ValueError, 3), "ValueError":
    try:
        coded.split(condition)
    except TypeError as error:
        print(type(error).__name__)
attempt(setattr, coded, "message", "other")
print(ExceptionGroup[ValueError], ExceptionGroup("plain", errors).derive([KeyError()]))


def fail(kind: type) -> None:
    raise kind("failed")


def collect() -> None:
    raised = []
    for kind in (ValueError, KeyError):
        try:
            fail(kind)
        except Exception as error:
            raised.append(error)
    raise ExceptionGroup("several", raised) from raised[0]


try:
    collect()
except ExceptionGroup as error:
    error.add_note("seen")
    text = "".join(traceback.format_exception(error))
    print("\n".join(line for line in text.splitlines() if "File" not in line and "~^" not in line))
