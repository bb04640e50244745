# What is said of a coroutine that nobody awaits: by `warnings`, by what stands in its place, and where nothing does.
# world: cpython
import sys
import warnings


async def forgotten() -> int:
    return 1


def drop() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        forgotten()
    print([(warning.category.__name__, str(warning.message)) for warning in caught])


def unraisable(event) -> None:
    print("unraisable", type(event.object).__name__, repr(event.exc_value))


def fail(coroutine) -> None:
    print("told of", coroutine.__qualname__)
    raise ZeroDivisionError("no words")


sys.unraisablehook = unraisable
drop()
saved = warnings._warn_unawaited_coroutine
warnings._warn_unawaited_coroutine = fail
drop()
del warnings._warn_unawaited_coroutine
drop()
warnings._warn_unawaited_coroutine = saved
drop()
with warnings.catch_warnings():
    warnings.simplefilter("error")
    forgotten()
