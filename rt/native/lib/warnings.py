"""Warnings, told on standard error."""

import sys

filters = []
_told = set()


class WarningMessage:
    def __init__(self, message, category):
        self.message = message
        self.category = category


_recorders = []


def warn(message, category=None, stacklevel=1, source=None, **options):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    instance = message if isinstance(message, Warning) else category(message)
    for action, kind in filters:
        if issubclass(category, kind):
            if action == "error":
                raise instance
            if action == "ignore":
                return
            break
    if _recorders:
        _recorders[-1].append(WarningMessage(instance, category))
        return
    key = (str(message), category)
    if key not in _told and not issubclass(category, (PendingDeprecationWarning, ImportWarning, ResourceWarning)):
        _told.add(key)
        print(f"{category.__name__}: {message}", file=sys.stderr)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category))


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record

    def __enter__(self):
        self._saved = filters[:]
        if self._record:
            found = []
            _recorders.append(found)
            return found
        return None

    def __exit__(self, *exc_info):
        filters[:] = self._saved
        if self._record:
            _recorders.pop()
