# __context__, __cause__, __suppress_context__, re-raise, raise from None.
def describe(e: BaseException) -> str:
    return f"{e!r} cause={e.__cause__!r} context={e.__context__!r} suppress={e.__suppress_context__}"


def run(kind: int) -> None:
    try:
        raise ValueError("first")
    except ValueError as e:
        if kind == 0:
            raise KeyError("second")
        if kind == 1:
            raise KeyError("second") from e
        if kind == 2:
            raise KeyError("second") from None
        if kind == 3:
            raise
        if kind == 4:
            raise e
        if kind == 5:
            raise KeyError from IndexError
        if kind == 6:
            raise KeyError("x") from 5


for kind in range(7):
    try:
        run(kind)
    except (KeyError, ValueError, TypeError) as e:
        print(describe(e))
try:
    raise
except RuntimeError as e:
    print(e)
for bad in (5, "text", int, None):
    try:
        raise bad
    except TypeError as e:
        print(e)


def restored() -> object:
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        try:
            raise IndexError("again")
        except IndexError as e:
            return repr(e.__context__)


print(restored())
