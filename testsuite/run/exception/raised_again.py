# A bare `raise` leaves the traceback as it is; `raise e` adds its own place.
import traceback


def bare() -> float:
    try:
        return 1 / 0
    except ZeroDivisionError:
        raise


def named() -> float:
    try:
        return bare()
    except ZeroDivisionError as error:
        raise error


def other() -> float:
    try:
        return named()
    except ZeroDivisionError:
        try:
            raise KeyError("other")
        except KeyError:
            pass
        raise


def nothing() -> None:
    raise


for function in bare, named, other, nothing:
    try:
        function()
    except Exception as error:
        print([(place.name, place.lineno) for place in traceback.extract_tb(error.__traceback__)])
