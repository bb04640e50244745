"""Functions that are called when the program ends, the last registered first."""

import sys
from _runtime import at_exit as _at_exit, format_exception as _format

_calls = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _calls.append((func, args, kwargs))
    return func


def unregister(func, /):
    _calls[:] = [call for call in _calls if call[0] != func]


def _clear():
    _calls.clear()


def _ncallbacks():
    return len(_calls)


def _run_exitfuncs():
    for call in reversed(_calls[:]):
        if not any(known is call for known in _calls):
            continue
        func, args, kwargs = call
        try:
            func(*args, **kwargs)
        except BaseException as error:
            if not isinstance(error, SystemExit):
                print(f"Exception ignored in atexit callback: {func!r}\n{_format(error, True)}", end="", file=sys.stderr)


_at_exit(_run_exitfuncs)
