"""Exceptions as text."""

import sys
from _runtime import format_exception as _format


def _lines(text):
    return text.splitlines(keepends=True)


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **options):
    if value is not None:
        exc = value
    return ["NoneType: None\n"] if exc is None else _lines(_format(exc, chain))


def format_exception_only(exc, /, value=None, **options):
    if value is not None:
        exc = value
    return [_format(exc, None)]


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=file or sys.stderr)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), end="", file=file or sys.stderr)
