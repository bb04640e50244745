"""Statements: rows by how often they are written, each a method `write_…` that takes how deep it may nest.

Invariants: what a loop or a caller could let grow is clipped behind each assignment, and loops run a bounded number of times, so programs
end soon, and print little: `show` stands where `weight` is small.
"""

import re

from .expressions import Expressions, atomic
from .values import CLIPS, CORNERS, EXCEPTIONS, KINDS

STATEMENTS = {
    "assign": 12, "augment": 8, "show": 5, "if": 6, "for": 7, "while": 3, "try": 5, "with": 1.5, "match": 1.5, "unpack": 2, "element": 3,
    "mutate": 4, "attribute": 3, "delete": 0.8, "raise": 0.6, "return": 0.8, "jump": 1.5, "assert": 0.5, "global": 1.5, "call": 3, "closure": 1.5,
    "retype": 1, "swap": 1, "chain": 0.7, "generator": 1, "yield": 4, "forever": 1, "target": 0.7, "alias": 2,
}

MUTATIONS = {
    "list[int]": [
        "{0}.append(<int>)", "{0}.append(<int>)", "{0}.extend(<list[int]>)", "{0}.insert(<index>, <int>)", "{0}.pop(<index>)", "{0}.remove(<int>)",
        "{0}.sort()", "{0}.reverse()", "{0}[<slice>] = <list[int]>", "del {0}[<index>]", "{0}.clear()", "{0}[<index>] <arithmetic>= <int>",
        "del {0}[<slice>]", "{0}.sort(key=lambda x: -x)", "{0} += <list[int]>", "{0}.append(<float>)",
    ],
    "list[float]": ["{0}.append(<float>)", "{0}.extend(<list[float]>)", "{0}.sort(reverse=True)", "{0}[<index>] <fraction>= <float>", "{0}.append(<int>)"],
    "list[str]": ["{0}.append(<str>)", "{0}.extend(<str>)", "{0}[<index>] += <str>", "{0}.sort()"],
    "dict[str, int]": [
        "{0}[<str>] = <int>", "{0}.update(<dict[str, int]>)", "{0}.pop(<str>, None)", "{0}.setdefault(<str>, <int>)", "del {0}[<str>]",
        "{0}[<str>] = {0}.get(<str>, 0) + <int>", "{0}.popitem()", "{0} |= <dict[str, int]>", "{0}.update(a=<int>)",
    ],
    "dict[int, float]": ["{0}[<int>] = <float>", "{0}.pop(<int>)", "{0}[<index>] <fraction>= <float>", "{0}.clear()"],
    "set[int]": ["{0}.add(<int>)", "{0}.discard(<int>)", "{0} <setwise>= <set[int]>", "{0}.remove(<int>)", "{0}.update(<list[int]>)"],
    "list[list[int]]": ["{0}.append(<list[int]>)", "{0}[<index>].append(<int>)", "{0}[<index>][<index>] = <int>", "{0}[0][<index>] += <int>", "{0}.sort()"],
}

# Iterables, and the types of their items; `{n}` is a small number.
ITERABLES = [
    ("range({n})", "int"), ("range({n})", "int"), ("range(<small>, {n})", "int"), ("range({n}, 0, -1)", "int"), ("range(<small>, {n}, <small>)", "int"),
    ("<list[int]>", "int"), ("<list[int]>", "int"), ("<list[float]>", "float"), ("<list[str]>", "str"), ("<str>", "str"), ("<dict[str, int]>", "str"),
    ("<bytes>", "int"), ("<set[int]>", "int"), ("<list[list[int]]>", "list[int]"), ("reversed(<list[int]>)", "int"), ("<tuple[int, float]>", "float"),
    ("(x * 2 for x in <list[int]>)", "int"), ("map(abs, <list[float]>)", "float"), ("sorted(<dict[str, int]>)", "str"), ("iter(<list[int]>)", "int"),
    ("range(2 ** 63 - 2, 2 ** 63 + 3)", "int"), ("range(-2 ** 63 + 2, -2 ** 63 - 3, -1)", "int"), ("range(<int>, <int>)[:{n}]", "int"), ("Count({n})", "int"),
    ("range(2 ** 62, 2 ** 62 + {n})", "int"), ("[1, 2.5, 3, 'a', None]", "int"), ("(1.0, 2, 3.5)", "float"), ("range(0, {n}, <int> % 5)", "int"),
    ("map(lambda x: x + <int>, <list[int]>)", "int"), ("filter(None, <list[float]>)", "float"), ("<dict[str, int]>.values()", "int"),
]
PAIRS = [
    ("enumerate(<list[int]>)", "int", "int"), ("enumerate(<list[float]>, <small>)", "int", "float"), ("zip(<list[int]>, <list[float]>)", "int", "float"),
    ("<dict[str, int]>.items()", "str", "int"), ("zip(range({n}), <str>)", "int", "str"), ("[<tuple[int, float]>, <tuple[int, float]>]", "int", "float"),
    ("enumerate(<str>)", "int", "str"), ("sorted(<dict[str, int]>.items())", "str", "int"), ("zip(<list[int]>, <list[int]>)", "int", "int"),
    ("<list[list[int]]>", "int", "int"),
]

AUGMENTED = {
    "int": ["+=", "+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="],
    "float": ["+=", "-=", "*=", "/=", "+=", "//=", "%="],
    "str": ["+=", "+="],
    "bytes": ["+="],
    "complex": ["+=", "-=", "*=", "/="],
    "bool": ["&=", "|=", "^=", "+="],
    "list[int]": ["+=", "+=", "*= 1 and"],
    "list[float]": ["+="],
    "list[str]": ["+="],
    "set[int]": ["|=", "-=", "&=", "^="],
    "dict[str, int]": ["|="],
    "tuple[int, float]": ["+="],
}

PATTERNS = {
    "int": ["0", "1 | 2 | 3", "int(x)", "-1", "float()", "x if x > 2", "None", "bool()", "int() | str() as x"],
    "float": ["0.0", "1.5", "float(x)", "int(x)", "-1.5 | 2.5", "x if x == x"],
    "str": ["'a'", "'abc' | 'k'", "str(x)", "''", "x if x > 'b'"],
    "list[int]": ["[]", "[x]", "[x, y]", "[x, *y]", "[1, 2, *_]", "[*x, 3]", "[int(x), *_] if x > 1", "{}", "list(x)", "[_, _, x]"],
    "tuple[int, float]": ["(0, x)", "(int(x), float(y))", "(x, y) if x == y", "[x, y]", "(x, y, _)", "tuple(x)"],
    "dict[str, int]": ["{'a': x}", "{'a': 1, **y}", "{'k': int(x), 'b': y}", "{'hello': _}", "dict(x)", "{**y}"],
}


class Statements(Expressions):
    """Writes statements."""

    def __init__(self, rng, tag):
        super().__init__(rng, tag)
        self.in_loop = False
        self.in_function = False
        self.in_generator = False
        # How many statements the function that is being written may still have.
        self.budget = 0
        # The global variables of the program, and those that the function that is being written has declared.
        self.globals = {}
        self.declared = set()
        # The believed type of what it returns.
        self.returns = "int"

    def body(self, count, depth):
        """A number of statements, fewer if the function grows too long."""
        for _ in range(count):
            if self.budget <= 0:
                return
            self.budget -= 1
            self.cost += self.weight
            rows = STATEMENTS if self.in_generator else {**STATEMENTS, "yield": 0}
            getattr(self, "write_" + self.weighted(rows))(depth)

    def some(self):
        return self.rng.choice([1, 1, 2, 2, 3])

    def new(self, kind):
        """A local variable of this type to assign to: mostly one that there is."""
        names = self.local(kind)
        if names and self.chance(0.65):
            return self.pick(names)
        return self.fresh()

    def clip(self, place, kind, always=False):
        """Keeps what lies in `place` small if this code runs again and again."""
        if kind in CLIPS and (always or self.weight > 1 or self.in_generator):
            self.line(CLIPS[kind].format(place))

    def write_assign(self, depth):
        kind = self.kind()
        name, value = self.new(kind), self.expression(kind, 3)
        annotation = f": {kind}" if self.chance(0.12) and self.in_function and name not in self.scopes[-1] else ""
        self.line(f"{name}{annotation} = {value}")
        self.bind(name, kind)
        self.clip(name, kind)

    def write_alias(self, depth):
        """Two names for one object, of which one changes."""
        kind = self.pick(["str", "list[int]", "list[float]", "int", "bytes", "dict[str, int]"])
        names = self.visible(kind)
        if not names:
            return self.write_assign(depth)
        name, old = self.new(kind), self.pick(names)
        self.line(f"{name} = {old}")
        self.bind(name, kind)
        if kind in AUGMENTED and self.chance(0.5):
            self.line(f"{name} {self.pick(AUGMENTED[kind])} {self.expression(kind, 1)}")
            self.clip(name, kind, always=True)
            if self.weight <= 12:
                self.line(f"show({old}, {name})")

    def write_augment(self, depth):
        names = [name for name in self.local() if self.kind_of(name) in AUGMENTED]
        if not names:
            return self.write_assign(depth)
        name = self.pick(names)
        kind = self.kind_of(name)
        other = self.pick(["int", "float", kind]) if kind in ("int", "float", "complex") and self.chance(0.3) else kind
        self.line(f"{name} {self.pick(AUGMENTED[kind])} {self.expression(other, 2)}")
        self.clip(name, kind, always=True)

    def write_show(self, depth):
        if self.weight > 12:
            return self.write_augment(depth)
        text = self.expression(self.kind(), 2) if self.chance(0.5) else self.pick(self.local() or ["None"])
        self.line(f"{self.pick(['show', 'show', 'show', 'print'])}({self.rng.randint(0, 99)}, {text})")

    def write_if(self, depth):
        if depth <= 0:
            return self.write_assign(depth)
        with self.block(f"if {self.expression('bool', 2)}:"):
            self.body(self.some(), depth - 1)
        if self.chance(0.25):
            with self.block(f"elif {self.expression('bool', 2)}:"):
                self.body(self.some(), depth - 1)
        if self.chance(0.5):
            with self.block("else:"):
                self.body(self.some(), depth - 1)

    def looping(self, header, weight, depth, variables=()):
        """A loop with its body and, now and then, `else`."""
        outside, self.in_loop = self.in_loop, True
        with self.block(header, weight):
            for name, kind in variables:
                self.bind(name, kind)
            yield
            self.body(self.some() + 1, depth - 1)
        self.in_loop = outside
        if self.chance(0.2):
            with self.block("else:"):
                self.body(1, depth - 1)
        for name, kind in variables:
            if self.chance(0.3):
                self.bind(name, kind)

    def count_of(self):
        """How often a loop shall run: seldom long, so that fast code is left and entered again."""
        room = max(2, 3000 // self.weight)
        return min(room, self.pick([2, 3, 4, 5, 8, 12, 20, 40, 150]))

    def write_for(self, depth):
        if depth <= 0 or self.weight > 1000:
            return self.write_augment(depth)
        count = self.count_of()
        if self.chance(0.3):
            text, *kinds = self.pick(PAIRS)
        else:
            text, *kinds = self.pick(ITERABLES)
        names = [self.new(kind) for kind in kinds]
        if len(set(names)) < len(names):
            names = [self.fresh() for _ in kinds]
        targets = ", ".join(names)
        if len(names) == 2 and self.chance(0.1):
            targets = f"{names[0]}, *{names[1]}"
        iterable = self.fill(text.replace("{n}", str(count)), 1)
        weight = max(count, 12) if "{n}" in text else 12
        for _ in self.looping(f"for {targets} in {iterable}:", weight, depth, list(zip(names, kinds))):
            pass

    def write_while(self, depth):
        if depth <= 0 or self.weight > 1000:
            return self.write_augment(depth)
        counter, count = self.fresh("w"), self.count_of()
        self.line(f"{counter} = 0")
        condition = self.pick([f"{counter} < {count}", f"{counter} < {count} and {atomic(self.expression('bool', 2))}"])
        for _ in self.looping(f"while {condition}:", count, depth):
            self.line(f"{counter} += 1")

    def write_forever(self, depth):
        """`while True`, left by a jump."""
        if depth <= 0 or self.weight > 200:
            return self.write_augment(depth)
        counter, count = self.fresh("w"), self.count_of()
        self.line(f"{counter} = 0")
        for _ in self.looping("while True:", count, depth):
            self.line(f"{counter} += 1")
            with self.block(f"if {counter} >= {count}{' or ' + self.expression('bool', 2) if self.chance(0.5) else ''}:"):
                self.line(self.pick(["break", "break", f"return {self.expression(self.returns, 1)}"]) if self.in_function else "break")

    def write_target(self, depth):
        """A loop or `with` whose target is an element."""
        lists = self.visible("list[int]")
        if not lists or depth <= 0:
            return self.write_assign(depth)
        place = f"{self.pick(lists)}[{self.pick(['0', '-1', '2'])}]"
        row = self.rng.randint(0, 2)
        if row == 0:
            for _ in self.looping(f"for {place} in {self.pick(['range(3)', '(5, 2.5)', '[1, 2]'])}:", 3, depth):
                pass
        elif row == 1:
            with self.block(f"with Manager('t', {self.expression('int', 1)}, True) as {place}:"):
                self.body(1, depth - 1)
        else:
            name = self.new("int")
            self.line(f"{place}, {name} = {self.expression('int', 2)}, {self.expression('int', 2)}")
            self.bind(name, "int")
            self.clip(name, "int")

    def write_jump(self, depth):
        if not self.in_loop:
            return self.write_assign(depth)
        with self.block(f"if {self.expression('bool', 2)}:"):
            self.line(self.pick(["break", "continue"]))

    def write_return(self, depth):
        if not self.in_function:
            return self.write_assign(depth)
        with self.block(f"if {self.expression('bool', 2)}:"):
            self.line(f"return {self.expression(self.returns, 2)}")

    def write_raise(self, depth):
        name = self.pick(EXCEPTIONS)
        text = self.pick([f"raise {name}({self.expression('object', 1)})", f"raise {name}", f"raise {name}('r') from KeyError(1)", f"raise {name} from None"])
        if self.chance(0.75):
            with self.block(f"if {self.expression('bool', 2)}:"):
                self.line(text)
        else:
            self.line(text)

    def leave(self):
        """A jump out of a `try`, as good as any place allows."""
        rows = ["pass", "raise", f"raise {self.pick(EXCEPTIONS)}('again')"]
        if self.in_function:
            rows += [f"return {self.expression(self.returns, 1)}"] * 2
        if self.in_loop:
            rows += ["break", "continue"]
        return self.pick(rows)

    def write_try(self, depth):
        if depth <= 0:
            return self.write_show(depth)
        has_handler = self.chance(0.8)
        with self.block("try:"):
            self.body(self.some() + 1, depth - 1)
            if self.chance(0.3):
                self.write_raise(depth)
            elif self.chance(0.15):
                self.line(self.leave())
        if has_handler:
            self.handlers(depth)
        if not has_handler or self.chance(0.35):
            with self.block("finally:"):
                if self.weight <= 12:
                    self.line(f"show('finally', {self.pick(self.local() or ['0'])})")
                self.body(1, depth - 1)
                if self.chance(0.12):
                    self.line(self.leave())

    def handlers(self, depth):
        wide = self.pick(["Exception", "Exception", "(ValueError, TypeError, ArithmeticError)", "LookupError", "BaseException"])
        for name in [self.pick(EXCEPTIONS), wide] if self.chance(0.3) else [wide]:
            error = self.fresh("e") if self.chance(0.6) else ""
            with self.block(f"except {name} as {error}:" if error else f"except {name}:"):
                if error and self.weight <= 12:
                    self.line(f"report({error})")
                self.body(self.some(), depth - 1)
                if self.chance(0.15):
                    self.line(self.leave())
        if self.chance(0.2):
            with self.block("else:"):
                self.body(1, depth - 1)

    def write_with(self, depth):
        if depth <= 0 or self.weight > 50:
            return self.write_augment(depth)
        name = self.fresh("m")
        manager = f"Manager({self.rng.randint(0, 9)}, {self.expression('object', 1)}, {self.pick(['False', 'False', 'True', self.expression('bool', 1)])})"
        second = f", Manager('second', 0, {self.pick(['False', 'True'])})" if self.chance(0.2) else ""
        with self.block(f"with {manager} as {name}{second}:"):
            self.body(self.some() + 1, depth - 1)
            if self.chance(0.15):
                self.line(self.leave())

    def write_match(self, depth):
        if depth <= 0:
            return self.write_assign(depth)
        kind = self.pick(list(PATTERNS))
        with self.block(f"match {self.expression(self.pick([kind, kind, kind, 'object']), 2)}:"):
            for pattern in self.rng.sample(PATTERNS[kind], 3):
                if pattern.startswith("x if") or pattern.startswith("{**"):
                    continue
                names = {"x": self.fresh(), "y": self.fresh()}
                text = pattern
                for letter, name in names.items():
                    text = rename(text, letter, name)
                with self.block(f"case {text}:"):
                    if names["x"] in text and self.weight <= 12:
                        self.line(f"show('case', {names['x']})")
                    self.body(self.some(), depth - 1)
            with self.block("case _:"):
                self.body(1, depth - 1)

    def write_unpack(self, depth):
        kinds = [self.kind(), self.kind()]
        names = [self.fresh(), self.fresh()]
        row = self.rng.randint(0, 4)
        if row == 0:
            self.line(f"{names[0]}, {names[1]} = {self.expression(kinds[0], 2)}, {self.expression(kinds[1], 2)}")
        elif row == 1:
            kinds = ["int", "float"]
            self.line(f"{names[0]}, {names[1]} = {self.expression('tuple[int, float]', 2)}")
        elif row == 2:
            kinds = ["int", "list[int]"]
            self.line(f"{names[0]}, *{names[1]} = {self.expression('list[int]', 2)}")
        elif row == 3:
            kinds = ["int", "str"]
            self.line(f"({names[0]}, [_, {names[1]}]) = {self.expression('int', 2)}, {self.expression('str', 2)}")
        else:
            kinds = ["list[int]", "int"]
            self.line(f"[*{names[0]}, {names[1]}] = {self.expression('list[int]', 2)}")
        for name, kind in zip(names, kinds):
            self.bind(name, kind)

    def write_swap(self, depth):
        kind = self.pick(["int", "float", "str"])
        names = self.local(kind)
        if len(names) < 2:
            return self.write_unpack(depth)
        a, b = self.rng.sample(names, 2)
        self.line(f"{a}, {b} = {self.pick([b, self.expression(kind, 2)])}, {self.pick([a, self.expression(kind, 2)])}")
        self.clip(a, kind)
        self.clip(b, kind)

    def write_chain(self, depth):
        kind = self.kind()
        a, b = self.new(kind), self.fresh()
        self.line(f"{a} = {b} = {self.expression(kind, 2)}")
        self.bind(a, kind)
        self.bind(b, kind)
        self.clip(a, kind)

    def write_element(self, depth):
        kind = self.pick(["list[int]", "list[float]", "dict[str, int]", "list[list[int]]"])
        names = self.visible(kind)
        if not names:
            return self.write_assign(depth)
        name = self.pick(names)
        template = {
            "list[int]": "{0}[<index>] <pick =|+=|-=|*=|=> <int>", "list[float]": "{0}[<index>] <pick =|+=|*=|/=> <float>",
            "dict[str, int]": "{0}[<str>] <pick =|+=|-=> <int>", "list[list[int]]": "{0}[<index>][<index>] <pick =|+=> <int>",
        }[kind]
        self.line(self.fill(template.format(name), 2))
        if kind == "list[int]" and self.weight > 1:
            self.line(f"{name}[0:1] = [{name}[0] % 99991] if {name} else []")

    def write_mutate(self, depth):
        names = [name for kind in MUTATIONS for name in self.visible(kind)]
        if not names:
            return self.write_assign(depth)
        name = self.pick(names)
        kind = self.kind_of(name)
        template = self.pick(MUTATIONS[kind]).format(name)
        if name not in self.local() and ("= <list" in template or "= <set" in template or "|= " in template) and "[" not in template:
            return self.write_element(depth)
        self.line(self.fill(template, 2))
        if name in self.local() or CLIPS[kind].startswith("del"):
            self.clip(name, kind, always=True)

    def write_delete(self, depth):
        names = self.local()
        if not names or not self.in_function:
            return self.write_assign(depth)
        name = self.pick(names)
        if self.chance(0.3):
            # Bound on some ways only.
            with self.block(f"if {self.expression('bool', 1)}:"):
                self.line(f"del {name}")
        else:
            self.line(f"del {name}")
            if self.chance(0.85):
                self.scopes[-1].pop(name, None)

    def write_retype(self, depth):
        """A variable changes its type, late in a loop mostly."""
        names = [name for name in self.local() if self.kind_of(name) in KINDS]
        if not names:
            return self.write_assign(depth)
        name = self.pick(names)
        kind = self.kind_of(name)
        value = self.pick([self.literal(kind), self.expression(self.pick(KINDS), 1), self.pick(CORNERS[kind]), "None"])
        counters = [other for other in self.local("int") if other != name]
        condition = f"{self.pick(counters)} == {self.pick([1, 2, 3, 7, 10])}" if counters else self.expression("bool", 2)
        with self.block(f"if {condition}:"):
            self.line(f"{name} = {value}")

    def write_assert(self, depth):
        message = f", {self.expression('object', 1)}" if self.chance(0.5) else ""
        self.line(f"assert {self.expression('bool', 2)}{message}")

    def write_global(self, depth):
        """Reads or changes a global variable, perhaps in the middle of a loop that reads it."""
        if not self.globals or not self.in_function:
            return self.write_assign(depth)
        name = self.pick(list(self.globals))
        kind = self.globals[name]
        if self.chance(0.5) and name in self.declared:
            self.line(f"{name} = {self.expression(kind, 2)}")
            self.clip(name, kind, always=True)
        elif name in self.declared and kind in AUGMENTED:
            self.line(f"{name} {self.pick(AUGMENTED[kind])} {self.expression(kind, 2)}")
            self.clip(name, kind, always=True)
        else:
            target = self.new(kind)
            self.line(f"{target} = {name}")
            self.bind(target, kind)

    def write_call(self, depth):
        """A call whose result is kept: see `functions`."""
        return self.write_assign(depth)

    def write_closure(self, depth):
        """A function in the function: see `functions`."""
        return self.write_assign(depth)

    def write_generator(self, depth):
        """A generator, driven by hand: see `functions`."""
        return self.write_assign(depth)

    def write_attribute(self, depth):
        """An attribute is set or deleted: see `classes`."""
        return self.write_assign(depth)

    def write_yield(self, depth):
        """Inside a generator: hands something out."""
        row = self.rng.randint(0, 3)
        if row == 0:
            name = self.fresh()
            self.line(f"{name} = yield {self.expression('object', 2)}")
            self.bind(name, "int")
        elif row == 1 and self.weight <= 12:
            self.line(f"yield from {self.expression(self.pick(['list[int]', 'str', 'list[float]']), 1)}")
        else:
            self.line(f"yield {self.expression(self.returns, 2)}")


def rename(text, letter, name):
    """The text with the variable `letter` called `name`."""
    return re.sub(rf"(?<![\w']){letter}(?![\w'])", name, text)
