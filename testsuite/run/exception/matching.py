# Which clause catches: order, tuples, base classes, evaluated late, bad clauses.
class Base(Exception):
    pass


class Derived(Base):
    pass


def which(e: BaseException) -> str:
    try:
        raise e
    except (KeyError, IndexError):
        return "lookup pair"
    except Derived:
        return "derived"
    except Base:
        return "base"
    except ArithmeticError:
        return "arithmetic"
    except Exception as x:
        return "exception " + type(x).__name__
    except BaseException as x:
        return "base exception " + type(x).__name__


print([which(e) for e in (KeyError(), Derived(), Base(), ZeroDivisionError(), OverflowError(), ValueError(), KeyboardInterrupt(), SystemExit())])
log: list[str] = []


def clause(c: object) -> object:
    log.append("clause")
    return c


def late(fail: bool, c: object) -> str:
    try:
        if fail:
            raise ValueError("v")
        return "fine"
    except clause(c):
        return "caught"


print(late(False, 5), log, late(True, ValueError), late(True, (KeyError, ValueError)), log)
for c in (5, "x", None, (ValueError, 5), (5, ValueError), (KeyError, (ValueError,))):
    try:
        print(late(True, c))
    except TypeError as e:
        print(e)
