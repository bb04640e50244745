# except*: groups are split among the clauses, what is left and what the clauses raise goes on together.
def show(error: BaseException, depth: int = 0) -> None:
    print("  " * depth + f"{type(error).__name__}({error.args[0] if error.args else ''}) from {error.__context__!r:.40}")
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            show(inner, depth + 1)


def handle(error: BaseException) -> str:
    try:
        raise error
    except* ValueError as group:
        print("values", [str(e) for e in group.exceptions])
    except* (KeyError, IndexError) as group:
        print("lookups", [str(e) for e in group.exceptions])
        if any(e.args == ("bad",) for e in group.exceptions):
            raise RuntimeError("in handler")
    except* OSError:
        raise
    else:
        print("nothing")
    finally:
        print("finally")
    return "handled"


for case in (
    ValueError("plain"),
    ExceptionGroup("g", [ValueError(1), KeyError("k"), ExceptionGroup("h", [ValueError(2), IndexError(3)])]),
    ExceptionGroup("g", [ValueError(1), TypeError("t")]),
    ExceptionGroup("g", [KeyError("bad"), TypeError("t"), OSError("o")]),
    OSError("alone"),
    TypeError("not caught"),
):
    try:
        print(handle(case))
    except BaseException as error:
        show(error)


def unbound() -> None:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as group:
        print(len(group.exceptions))
    try:
        print(group)
    except UnboundLocalError as error:
        print(error)


def clean() -> int:
    try:
        x = 1
    except* ValueError:
        x = 2
    else:
        x += 5
    return x


unbound()
print(clean())
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        print("never")
except TypeError as error:
    print(error)
