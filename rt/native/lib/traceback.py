"""Exceptions and where they passed, as text."""

import sys
from _runtime import format_exception as _format, traceback_places as _places


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


class FrameSummary:
    """A place; as a tuple the file, the line's number, the function's name and the line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "_text", "locals")

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
        end_colno=None, _text=None,
    ):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = locals
        self._line = line
        self._text = _text

    @property
    def line(self):
        if self._line is None:
            try:
                with open(self.filename) as file:
                    self._line = file.read().split("\n")[self.lineno - 1]
            except (OSError, IndexError):
                self._line = ""
        return self._line.strip()

    def _shown(self):
        if self._text is not None:
            return self._text
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        return text + f"    {self.line}\n" if self.line else text

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __hash__(self):
        return hash((self.filename, self.lineno, self.name))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def from_list(cls, entries):
        made = cls()
        for entry in entries:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            made.append(entry)
        return made

    def format(self):
        return [entry._shown() for entry in self]


def extract_tb(tb, limit=None):
    made = StackSummary()
    for filename, lineno, name, end_lineno, colno, end_colno, text in _places(tb):
        made.append(
            FrameSummary(
                filename, lineno, name, end_lineno=end_lineno, colno=colno, end_colno=end_colno, _text=text
            )
        )
    if limit is None:
        return made
    return StackSummary(made[:limit] if limit >= 0 else made[limit:])


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next
