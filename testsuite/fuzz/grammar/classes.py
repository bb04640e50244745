"""Classes: slots or not, annotated attributes, inheritance, properties, operators that refuse or raise, `__del__` that prints.

Attributes are declared with a believed type. Instances refer to no instances that could lead back to them, so that each has a finite `repr`.
"""

from dataclasses import dataclass

from .functions import Function, Functions
from .values import CLIPS, FREQUENCY


@dataclass
class Class:
    """A class of the program, as users see it."""

    name: str
    base: object
    attributes: dict
    has_slots: bool
    methods: list

    def all_attributes(self):
        """With those of its bases, outermost first."""
        return {**(self.base.all_attributes() if self.base else {}), **self.attributes}

    def all_methods(self):
        """With those of its bases."""
        return (self.base.all_methods() if self.base else []) + self.methods


OPERATORS = [
    ("__add__", "other", ["return {0}", "return NotImplemented", "raise ValueError('add')"]),
    ("__radd__", "other", ["return {0}", "return NotImplemented"]),
    ("__mul__", "other", ["return {0}", "return NotImplemented"]),
    ("__iadd__", "other", ["return self", "return {0}", "return NotImplemented"]),
    ("__sub__", "other", ["return {0} - other"]),
    ("__eq__", "other", ["return {0} == other", "return NotImplemented", "raise TypeError('eq')"]),
    ("__lt__", "other", ["return {0} < other", "return NotImplemented", "return 'yes'"]),
    ("__neg__", "", ["return -{0}", "raise RuntimeError('neg')"]),
    ("__len__", "", ["return 3", "return {0}", "return -1"]),
    ("__bool__", "", ["return True", "return False", "return {0}"]),
    ("__getitem__", "key", ["return {0} if key != 3 else [][key]", "return {0}[key]", "raise KeyError(key)"]),
    ("__setitem__", "key, value", ["print('set', key, value)"]),
    ("__contains__", "item", ["return item == {0}", "return []"]),
    ("__iter__", "", ["return iter([1, 2, 3])", "yield {0}", "return {0}"]),
    ("__call__", "*args", ["return {0}", "return len(args)"]),
    ("__int__", "", ["return {0}", "return 7"]),
    ("__float__", "", ["return {0}", "return 1.5"]),
    ("__index__", "", ["return 2", "return {0}"]),
    ("__hash__", "", ["return 1", "return {0}"]),
    ("__getattr__", "name", ["return name", "raise AttributeError(name)", "return {0}"]),
    ("__format__", "spec", ["return 'F' + spec", "return {0}"]),
    ("__abs__", "", ["return abs({0})"]),
    ("__divmod__", "other", ["return {0}, other"]),
    ("__pow__", "other", ["return {0}"]),
    ("__rsub__", "other", ["return other - {0}"]),
    ("__ge__", "other", ["return {0} >= other"]),
]

USES = [
    "{o} + {a}", "{a} + {o}", "{o} * {a}", "{o} == {a}", "{a} == {o}", "{o} < {a}", "-{o}", "len({o})", "bool({o})", "{o}[{a}]", "{a} in {o}", "list({o})",
    "{o}({a})", "int({o})", "float({o})", "[1, 2, 3][{o}]", "hash({o})", "{o}.missing", "format({o}, 'x')", "abs({o})", "divmod({o}, {a})", "{o} ** 2",
    "{a} - {o}", "{o} != {o}", "{o} > {a}", "sorted([{o}, {o}])", "{o} and {a}", "not {o}", "max({o}, {a})", "sum([{o}], {a})", "{o} is {o}",
    "[*{o}]", "min([{o}])", "{o} - {a}", "{a} * {o}", "str({o})", "f'{{{o}}}'", "getattr({o}, 'zz', 5)", "isinstance({o}, {c})", "{o} >= {a}",
]


class Classes(Functions):
    """Writes classes and what is done with instances."""

    def __init__(self, rng, tag):
        super().__init__(rng, tag)
        self.classes = []
        # The class whose method is being written, if it has `self`.
        self.receiver = None
        # The names of properties, which `__init__` does not take.
        self.properties = set()

    def write_class(self):
        """A class at the top of the module."""
        self.new_palette()
        base = self.pick([*self.classes, None]) if self.classes else None
        attributes = {self.fresh("b"): self.kind() for _ in range(self.rng.randint(1, 3))}
        made = Class(self.tagged("C"), base, attributes, self.chance(0.35), [])
        with self.block(f"class {made.name}{f'({base.name})' if base else ''}:"):
            self.write_members(made)
        self.classes.append(made)

    def write_members(self, made):
        if made.has_slots:
            self.line(f"__slots__ = ({', '.join(map(repr, made.attributes))},)")
        for name, kind in made.attributes.items():
            annotation = self.annotation(kind)
            if annotation and self.chance(0.7):
                default = f" = {self.literal(kind)}" if not made.has_slots and self.chance(0.2) and "[" not in kind else ""
                self.line(f"{name}: {annotation}{default}")
        self.write_init(made)
        if not made.base:
            self.line("def __repr__(self): return shown(self)")
        if self.chance(0.12):
            self.line(f"def __del__(self): print('del', {self.pick(['self.__class__.__name__', 'self.' + self.pick(list(made.attributes))])})")
        for _ in range(self.rng.randint(1, 3)):
            self.write_method(made)
        if self.chance(0.3):
            self.write_property(made)
        for name, parameters, bodies in self.rng.sample(OPERATORS, self.pick([0, 0, 1, 2, 4])):
            attribute = "self." + self.pick(list(made.all_attributes()))
            with self.block(f"def {name}(self{', ' if parameters else ''}{parameters}):"):
                self.line(self.pick(bodies).format(attribute))

    def write_init(self, made):
        inherited = [item for item in made.base.all_attributes().items() if item[0] not in self.properties] if made.base else []
        every = inherited + list(made.attributes.items())
        parameters = ", ".join(f"{name}{': ' + text if (text := self.annotation(kind)) else ''}" for name, kind in every)
        with self.block(f"def __init__(self, {parameters}):"):
            if made.base:
                names = ", ".join(name for name, _ in inherited)
                self.line(self.pick([f"super().__init__({names})", f"{made.base.name}.__init__(self, {names})"]))
            for name in made.attributes:
                self.line(f"self.{name} = {name}")

    def write_method(self, made):
        """A method; it sees the attributes of `self` as variables, by their own rows."""
        style = self.weighted({"plain": 10, "static": 1, "class": 1})
        inherited = [method for method in (made.base.all_methods() if made.base else []) if method.style == "plain"]
        returns = self.kind()
        function = Function(self.fresh("m"), self.parameters()[:2], returns, is_generator=self.chance(0.08))
        function.parameters = [parameter for parameter in function.parameters if parameter.style != "/"]
        overridden = self.pick(inherited) if inherited and style == "plain" and self.chance(0.4) else None
        if overridden:
            function.name, function.parameters, function.returns = overridden.name, overridden.parameters, overridden.returns
            function.is_generator = False
        function.style = style
        if style != "plain":
            self.line("@staticmethod" if style == "static" else "@classmethod")
        first = {"plain": "self", "static": "", "class": "cls"}[style]
        arrow = self.annotation(function.returns) if not function.is_generator else ""
        self.line(f"def {function.name}({self.signature(function, first)}){f' -> {arrow}' if arrow else ''}:")
        self.indent += 1
        self.receiver = made if style == "plain" else None
        with self.function_body(function):
            self.budget = 7
            if overridden and overridden.cost < 2000:
                self.line(f"up = super().{overridden.name}({', '.join(passed(p) for p in function.parameters)})")
                self.bind("up", function.returns)
                self.pay(overridden)
            self.body(self.rng.randint(1, 4), 2)
            if function.is_generator:
                self.line(f"yield {self.expression(self.returns, 1)}")
            self.line(f"return {self.expression(self.returns, 2)}")
        self.receiver = None
        self.indent -= 1
        if style == "plain" and not function.is_generator:
            made.methods.append(function)

    def write_property(self, made):
        name, attribute = self.fresh("p"), self.pick(list(made.attributes))
        kind = made.attributes[attribute]
        self.line("@property")
        with self.block(f"def {name}(self):"):
            self.line(f"return self.{attribute}")
        if self.chance(0.5):
            self.line(f"@{name}.setter")
            with self.block(f"def {name}(self, value):"):
                self.line(f"self.{attribute} = value")
        made.attributes[name] = kind
        self.properties.add(name)

    # Instances.

    def objects(self):
        """The expressions that are instances here, with their classes."""
        found = [("self", self.receiver)] if self.receiver else []
        for made in self.classes:
            found += [(name, made) for name in self.visible(made.name)]
        return found

    def instance(self, kind, depth):
        made = next((made for made in self.classes if made.name == kind), None)
        names = self.visible(kind)
        if made is None or names and self.chance(0.7):
            return self.pick(names) if names else "None"
        return self.new_instance(made, depth)

    def new_instance(self, made, depth):
        arguments = [self.argument(kind, depth - 1) for name, kind in made.all_attributes().items() if name not in self.properties]
        return f"{made.name}({', '.join(arguments)})"

    def attribute_of(self, kind):
        places = [f"{text}.{name}" for text, made in self.objects() for name, other in made.all_attributes().items() if other == kind]
        calls = [(text, method) for text, made in self.objects() for method in made.all_methods() if method.returns == kind and text != "self"]
        calls = [(text, method) for text, method in calls if self.cost + 12 * self.weight * method.cost < 20000]
        if calls and self.chance(0.4):
            text, method = self.pick(calls)
            self.cost += 12 * self.weight * method.cost
            return f"{text}.{self.call(method, 1)}"
        return self.pick(places) if places else None

    def write_attribute(self, depth):
        objects = self.objects()
        if self.classes and (not objects or self.chance(0.25)):
            return self.write_instance()
        if not objects:
            return self.write_assign(depth)
        text, made = self.pick(objects)
        name, kind = self.pick(list(made.all_attributes().items()))
        place = f"{text}.{name}"
        row = self.weighted({"set": 6, "augment": 4, "use": 2, "delete": 0.4, "class": 0.4, "odd": 1, "read": 2})
        if row == "augment" and kind in FREQUENCY:
            self.line(f"{place} {self.pick(['+=', '-=', '*=']) if kind in ('int', 'float', 'complex') else '+='} {self.expression(kind, 2)}")
        elif row == "use" and self.weight <= 12 and text != "self":
            use = self.pick(USES).format(o=text, a=self.expression("int", 1).replace("{", "{"), c=made.name)
            self.attempt(f"show('use', {use})")
            return None
        elif row == "odd":
            other = self.pick(["None", "2 ** 63", "1.5", "Int(2)", "'s'", "True", "nan", "[1]"])
            self.line(self.pick([f"{place} = {other}", f"setattr({text}, '{name}', {other})"]))
            return None
        elif row == "read":
            target = self.new(kind)
            self.line(f"{target} = {self.pick([place, place, f'getattr({text}, {name!r})', f'getattr({text}, {name!r}, 0)'])}")
            self.bind(target, kind)
            return None
        elif row == "delete":
            self.line(f"del {place}")
            return None
        elif row == "class" and kind in FREQUENCY:
            methods = [method.name for method in made.all_methods()]
            if methods and self.chance(0.5):
                self.line(f"{made.name}.{self.pick(methods)} = lambda self, *a, **k: {self.literal(kind)}")
            elif made.has_slots:
                self.line(f"{made.name}.extra = 1")
            else:
                self.line(f"{made.name}.{self.pick([name, 'extra'])} = {self.literal(kind)}")
            return None
        else:
            self.line(f"{place} = {self.expression(kind, 2)}")
        if kind in CLIPS:
            self.clip(place, kind, always=True)
        return None

    def write_instance(self):
        made = self.pick(self.classes)
        names = self.local(made.name)
        name = self.pick(names) if names and self.chance(0.4) else self.fresh("o")
        self.line(f"{name} = {self.new_instance(made, 2)}")
        self.bind(name, made.name)

    def attempt(self, text):
        """A statement of which any exception is reported."""
        with self.block("try:"):
            self.line(text)
        with self.block("except Exception as error:"):
            self.line("report(error)")


def passed(parameter):
    """How a parameter is handed on to a method with the same."""
    return f"{parameter.name}={parameter.name}" if parameter.style == "*" else parameter.name
