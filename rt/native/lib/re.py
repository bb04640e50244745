"""Regular expressions."""

import _regex

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]

_NAMES = {1: "TEMPLATE", 2: "IGNORECASE", 4: "LOCALE", 8: "MULTILINE", 16: "DOTALL", 32: "UNICODE", 64: "VERBOSE", 128: "DEBUG", 256: "ASCII"}


class RegexFlag(int):
    def __repr__(self):
        if not self:
            return "re.NOFLAG"
        parts = ["re." + name for bit, name in _NAMES.items() if int(self) & bit]
        return "|".join(parts)

    __str__ = __repr__

    def __format__(self, spec):
        return format(str(self), spec)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    __rand__ = __and__

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    __rxor__ = __xor__

    @property
    def value(self):
        return int(self)


NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
_MOST = (1 << 63) - 1


class error(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


PatternError = error


class Match:
    __slots__ = ("re", "string", "pos", "endpos", "_spans")

    def _group(self, key):
        if isinstance(key, int):
            if 0 <= key <= self.re.groups:
                return key
        elif key in self.re.groupindex:
            return self.re.groupindex[key]
        raise IndexError("no such group")

    def _text(self, index, default=None):
        start = self._spans[2 * index]
        end = self._spans[2 * index + 1]
        if start < 0 or end < 0:
            return default
        return self.string[start:end]

    def group(self, *keys):
        if not keys:
            return self._text(0)
        if len(keys) == 1:
            return self._text(self._group(keys[0]))
        return tuple([self._text(self._group(key)) for key in keys])

    def __getitem__(self, key):
        return self._text(self._group(key))

    def groups(self, default=None):
        return tuple([self._text(index, default) for index in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(index, default) for name, index in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self.span(group)[0]

    def end(self, group=0, /):
        return self.span(group)[1]

    def span(self, group=0, /):
        index = self._group(group)
        start = self._spans[2 * index]
        end = self._spans[2 * index + 1]
        if start < 0 or end < 0:
            return (-1, -1)
        return (start, end)

    def expand(self, template):
        return _filled(self, _template(self.re, template), self.string[:0])

    @property
    def regs(self):
        return tuple([self.span(index) for index in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        last = self._spans[-1]
        return None if last <= 0 else last

    @property
    def lastgroup(self):
        last = self._spans[-1]
        for name, index in self.re.groupindex.items():
            if index == last:
                return name
        return None

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    def __class_getitem__(cls, item):
        return cls


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "groupindex", "_regex")

    def _made(self, string, pos, endpos, spans):
        made = Match()
        made.re = self
        made.string = string
        made.pos = pos
        made.endpos = endpos
        made._spans = spans
        return made

    def _find(self, string, pos, endpos, how):
        if isinstance(string, str) is not isinstance(self.pattern, str):
            _check(self.pattern, string)
        length = len(string)
        pos = min(max(pos, 0), length)
        endpos = min(max(endpos, 0), length)
        spans = self._regex.find(string, pos, endpos, how)
        if spans is None:
            return None
        return self._made(string, pos, endpos, spans)

    def match(self, string, pos=0, endpos=_MOST):
        return self._find(string, pos, endpos, 0)

    def fullmatch(self, string, pos=0, endpos=_MOST):
        return self._find(string, pos, endpos, 1)

    def search(self, string, pos=0, endpos=_MOST):
        return self._find(string, pos, endpos, 2)

    def _all(self, string, pos, endpos, limit):
        if isinstance(string, str) is not isinstance(self.pattern, str):
            _check(self.pattern, string)
        return self._regex.find_all(string, pos, endpos, limit)

    def finditer(self, string, pos=0, endpos=_MOST):
        length = len(string)
        end = min(max(endpos, 0), length)
        return iter([self._made(string, pos, end, spans) for spans in self._all(string, pos, endpos, 0)])

    def findall(self, string, pos=0, endpos=_MOST):
        found = self._all(string, pos, endpos, 0)
        if self.groups == 0:
            return [string[spans[0] : spans[1]] for spans in found]
        empty = string[:0]
        if self.groups == 1:
            return [empty if spans[2] < 0 else string[spans[2] : spans[3]] for spans in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [
            tuple([empty if spans[place] < 0 else string[spans[place] : spans[place + 1]] for place in places])
            for spans in found
        ]

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        for spans in self._all(string, 0, _MOST, max(maxsplit, 0)) if maxsplit >= 0 else ():
            parts.append(string[last : spans[0]])
            for place in range(2, 2 * self.groups + 2, 2):
                parts.append(None if spans[place] < 0 else string[spans[place] : spans[place + 1]])
            last = spans[1]
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        if callable(repl):
            fill = repl
            filled = None
        else:
            filled = _template(self, repl)
            fill = None
            if len(filled) == 1 and not isinstance(filled[0], int):
                filled = filled[0]
            elif not filled:
                filled = string[:0]
        parts = []
        last = 0
        number = 0
        empty = string[:0]
        plain = not isinstance(filled, (list, type(None)))
        length = len(string)
        for spans in self._all(string, 0, _MOST, max(count, 0)):
            parts.append(string[last : spans[0]])
            if plain:
                parts.append(filled)
            elif fill is None:
                parts.append(_filled(self._made(string, 0, length, spans), filled, empty))
            else:
                parts.append(fill(self._made(string, 0, length, spans)))
            last = spans[1]
            number += 1
        parts.append(string[last:])
        return empty.join(parts), number

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def scanner(self, string, pos=0, endpos=_MOST):
        raise NotImplementedError("scanners are not supported")

    def __repr__(self):
        shown = repr(self.pattern)
        if len(shown) > 200:
            shown = shown[:200]
        flags = self.flags & ~32 if isinstance(self.pattern, str) else self.flags
        if flags:
            return f"re.compile({shown}, {RegexFlag(flags)!r})"
        return f"re.compile({shown})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls


def _check(pattern, string):
    if isinstance(string, (bytes, bytearray)) and isinstance(pattern, str):
        raise TypeError("cannot use a string pattern on a bytes-like object")
    if isinstance(string, str):
        raise TypeError("cannot use a bytes pattern on a string-like object")


def _filled(match, parts, empty):
    out = []
    for part in parts:
        if isinstance(part, int):
            text = match._text(part)
            if text is not None:
                out.append(text)
        else:
            out.append(part)
    return empty.join(out)


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "\\": "\\"}


def _template(pattern, repl):
    """A replacement as a list of texts and of the numbers of groups."""
    is_bytes = isinstance(repl, (bytes, bytearray))
    text = repl.decode("latin-1") if is_bytes else repl
    if "\\" not in text:
        return [repl]
    parts = []
    literal = []

    def reference(group, at):
        if group > pattern.groups:
            raise error(f"invalid group reference {group}", repl, at)
        if literal:
            parts.append("".join(literal))
            literal.clear()
        parts.append(group)

    at = 0
    length = len(text)
    while at < length:
        letter = text[at]
        at += 1
        if letter != "\\":
            literal.append(letter)
            continue
        start = at - 1
        if at >= length:
            raise error("bad escape (end of pattern)", repl, start)
        letter = text[at]
        at += 1
        if letter == "g":
            if at >= length or text[at] != "<":
                raise error("missing <", repl, at)
            end = text.find(">", at)
            name = text[at + 1 : end] if end >= 0 else text[at + 1 :]
            if not name:
                raise error("missing group name", repl, at + 1)
            if end < 0:
                raise error("missing >, unterminated name", repl, at + 1)
            if name.isdigit() and name.isascii():
                reference(int(name), at + 1)
            elif name in pattern.groupindex:
                reference(pattern.groupindex[name], at + 1)
            elif name.isidentifier():
                raise IndexError(f"unknown group name {name!r}")
            else:
                raise error(f"bad character in group name {name!r}", repl, at + 1)
            at = end + 1
        elif letter == "0":
            digits = letter
            while at < length and len(digits) < 3 and text[at] in "01234567":
                digits += text[at]
                at += 1
            literal.append(chr(int(digits, 8) & 0xFF))
        elif letter.isdigit():
            if at < length and text[at].isdigit():
                if letter in "0123" and text[at] in "01234567" and at + 1 < length and text[at + 1] in "01234567":
                    literal.append(chr(int(letter + text[at : at + 2], 8)))
                    at += 2
                    continue
                letter += text[at]
                at += 1
            reference(int(letter), start + 1)
        elif letter in _ESCAPES:
            literal.append(_ESCAPES[letter])
        elif letter.isascii() and letter.isalpha():
            raise error(f"bad escape \\{letter}", repl, start)
        else:
            literal.append("\\" + letter)
    if literal:
        parts.append("".join(literal))
    if is_bytes:
        return [part if isinstance(part, int) else part.encode("latin-1") for part in parts]
    return parts


_known = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    flags = int(flags)
    key = (type(pattern), pattern, flags)
    try:
        return _known[key]
    except KeyError:
        pass
    result = _regex.compile(pattern, flags)
    if len(result) == 2:
        raise error(result[0], pattern, result[1])
    made = Pattern()
    made.pattern = pattern
    made._regex, made.flags, made.groups, made.groupindex = result
    if len(_known) >= 512:
        _known.clear()
    _known[key] = made
    return made


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _known.clear()


_SPECIAL = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, "latin-1").translate(_SPECIAL).encode("latin-1")
