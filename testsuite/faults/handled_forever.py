# Behind an `except`, what was handled before is handled again.
# fault: handled_forever
import sys


def caught(n: int) -> object:
    try:
        return 1 // n
    except ZeroDivisionError:
        return repr(sys.exc_info()[1])


print(caught(0), sys.exc_info())
try:
    try:
        raise KeyError("outer")
    except KeyError:
        caught(0)
        raise
except KeyError as error:
    print(repr(error), error.__context__)
try:
    raise ValueError("alone")
except ValueError as error:
    print(error.__context__)
