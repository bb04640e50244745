"""Expressions: one table of templates by type, and rows that need more than text.

In a template `<int>` is an expression of that type, in parentheses if it is not an atom; `<pick a|b>` one of the words. Other
holes are methods `hole_…`.
"""

import re

from .values import CORNERS, KINDS, SPECS, USUAL
from .writer import HOLE, Writer

# Holes that are words.
WORDS = {
    "arithmetic": ["+", "-", "*"],
    "fraction": ["+", "-", "*", "/"],
    "division": ["//", "%"],
    "bitwise": ["&", "|", "^"],
    "setwise": ["&", "|", "^", "-"],
    "shifts": ["<<", ">>"],
    "equality": ["==", "!="],
    "compare": ["<", "<=", ">", ">=", "==", "!="],
    "index": ["0", "0", "0", "1", "-1", "-1", "1", "2", "-2", "3", "7", "-4"],
    "small": ["0", "1", "2", "3", "4", "5"],
    "shift": ["0", "1", "2", "3", "7", "8", "16", "31", "62", "63", "64", "65", "1", "2", "-1"],
    "exponent": ["0", "1", "2", "2", "3", "-1", "-2", "5"],
    "class": ["int", "float", "str", "bool", "list", "tuple", "(int, float)", "dict", "object"],
    "slice": ["1:", ":2", "1:3", "::-1", "::2", "-2:", ":-1", "5:1", "1:10", ":", "3:0:-1", "-3::-1"],
}

ARITHMETIC = ["<T> <arithmetic> <T>"] * 5

TEMPLATES = {
    "int": [
        *(row.replace("T", "int") for row in ARITHMETIC),
        "<int> <division> <int>", "<int> <bitwise> <int>", "<int> <shifts> <shift>", "<pick -|~|+><int>", "abs(<int>)",
        "<int> ** <exponent>", "pow(<int>, <small>, <int>)", "len(<str>)", "len(<list[int]>)", "len(<dict[str, int]>)", "int(<float>)",
        "int(<bool>)", "int(<str>)", "int(<int>)", "round(<float>)", "round(<int>, <pick -1|-2|1>)", "<list[int]>[<index>]",
        "<list[int]>[<index>]", "<list[int]>[<int>]", "<dict[str, int]>[<str>]", "<dict[str, int]>.get(<str>, <int>)",
        "min(<int>, <int>)", "max(<int>, <int>, <int>)", "min(<int>, <float>)", "sum(<list[int]>)", "sum(<list[int]>, <int>)",
        "max(<list[int]>)", "min(<list[int]>, default=<int>)",
        "<int> if <bool> else <int>", "<int> <pick and|or> <int>", "ord(<str>[<index>])", "<str>.<pick find|count|index|rfind>(<str>)",
        "<list[int]>.<pick index|count>(<int>)", "hash(<int>)", "divmod(<int>, <int>)[<pick 0|1>]",
        "<tuple[int, float]>[<pick 0|0|-2>]", "<bytes>[<index>]", "<int>.bit_length()", "sorted(<list[int]>)[<index>]", "<list[int]>.pop()",
        "<bool> <arithmetic> <bool>", "<bool> + <int>", "len({<int>, <int>})", "<list[list[int]]>[<index>][<index>]",
        "int.from_bytes(<bytes>, 'little')", "[<int>, <int>, <int>][<index>]", "(<int>, <int>)[<bool>]", "len(range(<int>, <int>, <int>))",
        "<int>.__add__(<int>)", "(lambda x, y=<int>: x + y)(<int>)", "<int>.real", "next(iter(<list[int]>), <int>)", "math.floor(<float>)",
        "math.gcd(<int>, <int>)", "len(<set[int]>)", "tap(<int>)", "tap(<int>) <arithmetic> tap(<int>)", "sum(x * <int> for x in <list[int]>)",
        "sum(x for x in <list[int]> if x <compare> <int>)", "sum(i * x for i, x in enumerate(<list[int]>))", "max((x for x in <list[int]>), default=<int>)",
        "sum(x * y for x in <list[int]> for y in range(<small>))", "sum(x + y for x, y in zip(<list[int]>, <list[int]>))", "sum(1 for c in <str> if c > <str>)",
        "min(abs(x) for x in <list[int]>)", "len([x for x in <list[int]> if x])", "next((x for x in <list[int]> if x > <int>), <int>)",
        "sum(i for i in range(<int> % 50) if i & 1)", "sum((x, 1)[1] for x in Count(<small>))", "(<int> + <int>) // (<int> or 1)", "-(-<int> // 3)",
        "(<int> * <int> + <int>) & 0xffffffff", "(<int> * 31 + <int>) % 2 ** 64", "(<int> << 5 ^ <int>) & 0xffffffffffffffff", "<int> if <int> < <int> else -<int>", "sum(map(int, <list[str]>))",
    ],
    "float": [
        *(row.replace("T", "float") for row in ARITHMETIC),
        "<float> / <float>", "<float> <division> <float>", "<float> <fraction> <int>", "<int> <fraction> <float>",
        "<int> / <int>", "float(<int>)", "float(<bool>)", "<pick -|+><float>", "abs(<float>)", "<float> ** <exponent>", "<float> ** 0.5",
        "<float> ** <pick 2|2.0|-1|0|3|0.5>", "<int> ** -1", "min(<float>, <float>)", "max(<float>, <int>)", "sum(<list[float]>)",
        "<list[float]>[<index>]", "<list[float]>[<index>]", "<dict[int, float]>[<int>]", "<dict[int, float]>.get(<int>, <float>)",
        "<float> if <bool> else <float>", "<float> <pick and|or> <float>", "<tuple[int, float]>[<pick 1|1|-1>]", "round(<float>, <small>)",
        "divmod(<float>, <float>)[<pick 0|1>]", "<complex>.<pick real|imag>", "abs(<complex>)", "math.sqrt(<float>)",
        "math.copysign(<float>, <float>)", "math.<pick sin|cos|exp|trunc|fabs|isnan|log>(<float>)", "math.fmod(<float>, <float>)",
        "math.hypot(<float>, <float>)", "sum([x * <float> for x in <list[float]>])", "float(<str>)", "max(<list[float]>)", "<list[float]>.pop()",
        "math.pow(<float>, <float>)", "<float>.__rsub__(<int>)", "tap(<float>)", "sum(x * <float> for x in <list[float]>)",
        "sum(x * y for x, y in zip(<list[float]>, <list[float]>))", "sum(abs(x) for x in <list[float]>)", "max(x / <float> for x in <list[float]>)",
        "sum(i * x for i, x in enumerate(<list[float]>))", "<float> * <float> + <float> * <float>", "(<float> - <int>) / (<float> + 1)", "math.fsum(<list[float]>)",
        "sum(1 / (i + 1) for i in range(<small>))", "<int> * <float> - <int>", "(<float>, <int>)[<bool>]", "sorted(<list[float]>)[<index>]",
        "<float>.conjugate()", "<float>.as_integer_ratio()[0]",
    ],
    "bool": [
        "<int> <compare> <int>", "<int> <compare> <int>", "<float> <compare> <float>", "<int> <compare> <float>", "<float> <compare> <int>",
        "<int> <compare> <int> <compare> <int>", "<float> <compare> <int> <compare> <float>", "not <object>", "<bool> <pick and|or> <bool>",
        "<bool> <bitwise> <bool>", "<object> <equality> <object>", "<str> <compare> <str>", "<int> <pick in|not in> <list[int]>",
        "<str> <pick in|not in> <dict[str, int]>", "<str> <pick in|not in> <str>", "<int> in <set[int]>", "<float> in <list[float]>",
        "<object> is None", "<object> is not None", "isinstance(<object>, <class>)", "bool(<object>)", "all(<list[int]>)", "any(<list[float]>)",
        "<list[int]> <compare> <list[int]>", "<tuple[int, float]> <compare> <tuple[int, float]>", "<set[int]> <compare> <set[int]>",
        "<str>.<pick startswith|endswith>(<str>)", "<str>.<pick isdigit|isalpha|isupper|isspace>()", "<complex> <equality> <complex>",
        "<int> in range(<int>, <int>)", "all(x > <int> for x in <list[int]>)", "any(x <compare> <float> for x in <list[float]>)",
        "<dict[str, int]> == <dict[str, int]>", "<int> <pick ==|in> <object>", "<bool> if <bool> else <bool>", "<bytes> <compare> <bytes>",
        "callable(<object>)", "tap(<bool>) <pick and|or> tap(<bool>)", "tap(<int>) <compare> tap(<int>) <compare> tap(<int>)", "not <bool>",
        "any(x <compare> y for x in <list[int]> for y in <list[int]>)", "all(c in <str> for c in <str>)", "<int> % 2 == 0", "<int> <compare> 0", "<int> & 1", "<str> in <list[str]>", "type(<object>) is <class>",
    ],
    "str": [
        "<str> + <str>", "<str> + <str>", "<str> * <small>", "<str>[<index>]", "<str>[<slice>]", "<str>.<pick upper|lower|strip|title|swapcase>()",
        "<str>.replace(<str>, <str>)", "<str>.join(<list[str]>)", "str(<object>)", "repr(<object>)", "<list[str]>[<index>]",
        "'%d|%s' % (<int>, <object>)", "'%5.2f' % <float>", "'%r' % (<object>,)", "'%x' % <int>", "'{}-{:>5}'.format(<object>, <int>)",
        "'{0!r:>8}{1}'.format(<str>, <float>)", "chr(<small> + 97)", "<str> if <bool> else <str>", "<str> <pick and|or> <str>",
        "<str>.<pick ljust|center|rjust|zfill>(<small>)", "''.join(sorted(<str>))", "''.join([c + 'x' for c in <str>])", "min(<list[str]>)",
        "max(<str>)", "<fstring>", "<fstring>", "<fstring>", "<format>", "<format>", "str(<int>)", "str(<float>)", "hex(<int>)", "type(<object>).__name__",
        "''.join(c for c in <str> if c > <str>)", "<str>.partition(<str>)[<pick 0|1|2>]", "<str>[::-1]", "''.join(reversed(<str>))",
        "<str>.removeprefix(<str>)", "<bytes>.decode('latin-1')", "<list[str]>.pop()", "next(iter(<dict[str, int]>))",
        "<str>.expandtabs()", "tap(<str>)", "' '.join(str(x) for x in <list[int]>)", "''.join(s for s in <list[str]> if s)", "','.join(f'{x:.1f}' for x in <list[float]>)", "ascii(<str>)", "<bytes>.hex()", "str(<str>)",
    ],
    "bytes": [
        "<bytes> + <bytes>", "<bytes>[<slice>]", "<str>.encode()", "bytes(<list[int]>)", "<bytes> * <small>", "<bytes>.upper()",
        "<bytes>.replace(<bytes>, <bytes>)", "bytes([x & 255 for x in <list[int]>])", "<bytes>[::-1]", "<bytes> if <bool> else <bytes>",
    ],
    "complex": [
        "<complex> <arithmetic> <complex>", "<complex> <arithmetic> <complex>", "<complex> / <complex>", "<complex> <fraction> <int>",
        "<float> <fraction> <complex>", "complex(<float>, <float>)", "<complex>.conjugate()", "<complex> ** <pick 2|3|-1|0>", "-<complex>",
        "<complex> if <bool> else <complex>", "complex(<int>)", "<float> * 1j",
    ],
    "list[int]": [
        "[<int>, <int>]", "[<int>, *<list[int]>]", "<list[int]> + <list[int]>", "<list[int]>[<slice>]", "[x <arithmetic> <int> for x in <list[int]>]",
        "[x for x in <list[int]> if x <compare> <int>]", "sorted(<list[int]>)", "list(reversed(<list[int]>))", "list(range(<small>))",
        "list(range(<small>, <small>, <pick 1|2|-1>))", "[x * y for x in <list[int]> for y in (<int>, <int>)]", "<list[int]> * <pick 0|1|2>",
        "list(map(abs, <list[int]>))", "list(filter(None, <list[int]>))", "sorted(<list[int]>, key=lambda x: (x % 3, x))",
        "sorted(<list[int]>, reverse=<bool>)", "list(<set[int]>)", "list(<dict[str, int]>.values())", "[len(s) for s in <list[str]>]", "list(<bytes>)",
        "[i * x for i, x in enumerate(<list[int]>)]", "[x + y for x, y in zip(<list[int]>, <list[int]>)]", "<list[int]> if <bool> else <list[int]>",
        "<list[list[int]]>[<index>]", "[x if x else <int> for x in <list[int]>]", "<list[int]>.copy()",
        "[(lambda: x)() for x in <list[int]>]", "sum(<list[list[int]]>, [])", "list(x + <int> for x in <list[int]>)", "sorted(x % 7 for x in <list[int]>)", "[*Count(<small>)]",
        "[f() for f in [lambda: x for x in <list[int]>]]", "[y for x in <list[list[int]]> for y in x if y <compare> <int>]", "[*map(lambda x: x + <int>, <list[int]>)]", "[i for i in range(<small>) if i % 2 <equality> <small>]",
    ],
    "list[float]": [
        "[<float>, <float>]", "<list[float]> + <list[float]>", "<list[float]>[<slice>]", "[x * <float> for x in <list[float]>]",
        "[x / <int> for x in <list[int]>]", "sorted(<list[float]>)", "[<float>] * <small>", "list(<dict[int, float]>.values())",
        "[x ** 2 for x in <list[float]> if x <compare> <float>]", "[float(x) for x in <list[int]>]", "[-x for x in <list[float]>]", "<list[float]>[::-1]",
    ],
    "list[str]": [
        "[<str>, <str>]", "<str>.split()", "<str>.split(',')", "list(<str>)", "[str(x) for x in <list[int]>]", "sorted(<list[str]>)", "<list[str]> + <list[str]>",
        "<list[str]>[<slice>]", "list(<dict[str, int]>)", "sorted(<list[str]>, key=len)", "[s.upper() for s in <list[str]> if s]",
        "[f'{i}{s}' for i, s in enumerate(<list[str]>)]", "list(map(str, <list[float]>))",
    ],
    "tuple[int, float]": [
        "(<int>, <float>)", "(<int>, <float>)", "tuple([<int>, <float>])", "divmod(<int>, <int>)", "(<int>, *<list[float]>)[:2]",
        "<tuple[int, float]> if <bool> else <tuple[int, float]>", "max(<tuple[int, float]>, <tuple[int, float]>)", "<tuple[int, float]>[::-1]", "tuple(x for x in (<int>, <float>))", "(tap(<int>), tap(<float>))",
        "next(zip(<list[int]>, <list[float]>), (<int>, <float>))",
    ],
    "dict[str, int]": [
        "{<str>: <int>}", "{**<dict[str, int]>, <str>: <int>}", "{s: len(s) for s in <list[str]>}", "dict(zip(<list[str]>, <list[int]>))",
        "<dict[str, int]> | <dict[str, int]>", "dict(<dict[str, int]>)", "{k: v + <int> for k, v in <dict[str, int]>.items()}", "dict(a=<int>, b=<int>)",
        "{c: i for i, c in enumerate(<str>)}", "<dict[str, int]>.copy()",
    ],
    "dict[int, float]": [
        "{<int>: <float>}", "dict(enumerate(<list[float]>))", "{i: x for i, x in enumerate(<list[float]>) if x}", "{x: x / 2 for x in <list[int]>}",
        "<dict[int, float]> | {<int>: <float>}", "dict([<tuple[int, float]>])", "dict.fromkeys(<list[int]>, <float>)",
    ],
    "set[int]": [
        "{<int>, <int>}", "set(<list[int]>)", "<set[int]> <setwise> <set[int]>", "{x % 5 for x in <list[int]>}", "<set[int]>.union(<list[int]>)",
        "frozenset(<list[int]>)",
    ],
    "list[list[int]]": [
        "[<list[int]>, <list[int]>]", "[[x, <int>] for x in <list[int]>]", "<list[list[int]]>[<slice>]", "[[i * j for j in range(3)] for i in range(<small>)]",
        "[row[::-1] for row in <list[list[int]]>]", "sorted(<list[list[int]]>)", "[list(t) for t in zip(<list[int]>, <list[int]>)]",
    ],
}


class Expressions(Writer):
    """Makes expressions."""

    def __init__(self, rng, tag):
        super().__init__(rng, tag)
        # In the iterable of a comprehension or in a class body, `:=` is a syntax error.
        self.can_walrus = True

    def expression(self, kind, depth=2):
        """An expression that is believed to be of a type; seldom one of another."""
        if self.chance(0.008):
            kind = self.pick(KINDS)
        if kind == "object":
            kind = self.kind() if self.chance(0.9) else "None"
        if kind not in TEMPLATES:
            return self.instance(kind, depth)
        if depth <= 0 or self.chance(0.12):
            return self.atom(kind)
        special = self.special(kind, depth)
        return special or self.fill(self.template(TEMPLATES[kind]), depth - 1)

    def template(self, rows):
        """One of `rows`: mostly the best of some, which is the one with fewest holes for which there is no variable."""
        some = [self.pick(rows) for _ in range(self.pick([1, 3, 3]))]
        return min(some, key=lambda row: sum(kind in TEMPLATES and not self.visible(kind) for kind in HOLE.findall(row)))

    def special(self, kind, depth):
        """What needs more than a template: calls, attributes, `:=`; None mostly."""
        row = self.weighted({"template": 20, "call": 4, "attribute": 4, "walrus": 0.4})
        if row == "call":
            return self.call_of(kind, depth - 1)
        if row == "attribute":
            return self.attribute_of(kind)
        if row == "walrus" and self.can_walrus and len(self.scopes) > 1:
            names = [name for name in self.local(kind) if not name.endswith(f"_{self.tag}")]
            return f"({self.pick(names)} := {self.expression(kind, depth - 1)})" if names else None
        return None

    def call_of(self, kind, depth):
        """A call of a function of the program that returns a type, if there is one: see `functions`."""
        return None

    def attribute_of(self, kind):
        """An attribute of a type, if there is one: see `classes`."""
        return None

    def instance(self, kind, depth):
        """An instance of a class of the program, None of `None`: see `classes`."""
        return self.atom(kind)

    def fill(self, template, depth):
        """A template with its holes filled."""
        outside, self.can_walrus = self.can_walrus, self.can_walrus and " for " not in template
        text = HOLE.sub(lambda match: self.hole(match[1], depth), template)
        self.can_walrus = outside
        return text

    def hole(self, name, depth):
        if name.startswith("pick "):
            return self.pick(name.removeprefix("pick ").split("|"))
        if name in WORDS:
            return self.pick(WORDS[name])
        method = getattr(self, "hole_" + name, None)
        return method(depth) if method else atomic(self.expression(name, depth))

    def atom(self, kind):
        """A variable or a literal."""
        if kind == "None":
            return "None"
        names = self.visible(kind)
        if names and self.chance(0.85):
            # The newest variables are the most interesting.
            return self.pick(names[-4:] if self.chance(0.6) else names)
        return self.literal(kind)

    def literal(self, kind):
        """A literal, or what stands for one."""
        if kind not in USUAL:
            return "None"
        return self.pick(CORNERS[kind] if self.chance(0.1) else USUAL[kind])

    # Holes that are no types.

    def hole_fstring(self, depth):
        parts = []
        for _ in range(self.rng.randint(1, 3)):
            kind = self.pick(list(SPECS))
            name = self.pick(self.visible(kind) or ["None"])
            spec = self.pick(SPECS[kind]) if self.chance(0.5) else ""
            conversion = self.pick(["!r", "!s", "!a"]) if not spec and self.chance(0.3) else ""
            equals = "=" if self.chance(0.1) else ""
            parts.append(self.pick(["", "a", " ", "{{", "-"]) + "{" + name + equals + conversion + (":" + spec if spec else "") + "}")
        return "f'" + "".join(parts) + "'"

    def hole_format(self, depth):
        kind = self.pick(list(SPECS))
        return f"format({self.expression(kind, depth)}, {self.pick(SPECS[kind])!r})"


def atomic(text):
    """The text in parentheses, unless it is a name, a number or in brackets."""
    if re.fullmatch(r"[A-Za-z_]\w*|'[^'\\]*'|[A-Za-z_]\w*\.[a-z_]\w*", text):
        return text
    return f"({text})"
