"""The text of a program while it is made: lines, names, and what is in scope.

The idea: every variable has a *believed* type, the text of an annotation (`int`, `list[int]`). The grammar asks for an
expression of a type and mostly gets one, so that most programs do real work before something raises. Nothing relies on
a belief: programs are valid whatever their values are.

Invariant: programs end. `weight` is how often the place that is being written runs, at most, per call of its function; `cost` sums
what that makes of the function, and whoever calls it multiplies.
"""

import contextlib
import re

from .values import FREQUENCY

HOLE = re.compile(r"<([a-z][^<>]*)>")


class Writer:
    """Lines, indented; fresh names; the variables in scope with their believed types."""

    def __init__(self, rng, tag):
        self.rng = rng
        self.tag = tag
        self.lines = []
        self.indent = 0
        self.count = 0
        # Innermost last. Each scope maps a name to its type; only the last one's can be assigned to without a declaration.
        self.scopes = [{}]
        self.weight = 1
        self.cost = 0
        # The types that the program mostly uses: few, so that its variables are used and not literals.
        self.palette = FREQUENCY

    # Chance.

    def chance(self, probability):
        """True with this probability."""
        return self.rng.random() < probability

    def pick(self, items):
        """One of `items`."""
        return self.rng.choice(items)

    def weighted(self, rows):
        """One of the keys of `rows`, as often as its number says."""
        return self.rng.choices(list(rows), list(rows.values()))[0]

    def new_palette(self):
        """Chooses the types of a function."""
        kinds = {"int": 8, "float": 5} | {kind: 3 for kind in self.rng.choices(list(FREQUENCY), list(FREQUENCY.values()), k=3)}
        self.palette = {kind: FREQUENCY[kind] + 2 for kind in kinds if kind != "float" or self.chance(0.7)}

    def kind(self):
        """A type for something new."""
        return self.weighted(self.palette if self.chance(0.93) else FREQUENCY)

    # Text.

    def line(self, text):
        """Writes a line."""
        self.lines.append("    " * self.indent + text)

    @contextlib.contextmanager
    def block(self, header, weight=1):
        """What is written inside is the block of `header`. Variables that are new there are forgotten behind it, mostly."""
        self.line(header)
        self.indent += 1
        before, length, outside = dict(self.scopes[-1]), len(self.lines), self.weight
        self.weight *= weight
        yield
        if len(self.lines) == length:
            self.line("pass")
        self.indent -= 1
        self.weight = outside
        if self.chance(0.95):
            self.scopes[-1] = {name: kind for name, kind in self.scopes[-1].items() if name in before}

    @contextlib.contextmanager
    def scope(self, variables):
        """What is written inside sees these variables too."""
        self.scopes.append(dict(variables))
        yield
        self.scopes.pop()

    def tagged(self, stem):
        """A fresh name that no other program of a group has."""
        self.count += 1
        return f"{stem}{self.count}_{self.tag}"

    def fresh(self, stem="v"):
        """A fresh local name."""
        self.count += 1
        return f"{stem}{self.count}"

    # Scope.

    def visible(self, kind):
        """The variables of a type that can be read here."""
        return [name for scope in self.scopes for name, other in scope.items() if other == kind]

    def local(self, kind=None):
        """The variables (of a type) that can be assigned to here."""
        return [name for name, other in self.scopes[-1].items() if kind in (None, other)]

    def bind(self, name, kind):
        """`name` is now a variable of this type."""
        self.scopes[-1][name] = kind

    def kind_of(self, name):
        """The believed type of a variable."""
        return next((scope[name] for scope in reversed(self.scopes) if name in scope), "object")
