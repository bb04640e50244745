"""Functions of all kinds: parameters, annotations that are right, wrong or missing, recursion, closures, generators; and calls of them.

Functions call only those that were written before them, and themselves with a smaller first argument; so calls end, and `cost` is known.
"""

import contextlib
from dataclasses import dataclass, field

from .statements import Statements
from .values import KINDS

# A call may make the function that it is in this expensive.
LIMIT = 20000

DECORATORS = ["@passing", "@counting(2)", "@counting(0)"]


@dataclass
class Parameter:
    """A parameter; `style` is `/`, ``, `*` (keyword only)."""

    name: str
    kind: str
    style: str
    annotation: str
    default: str


@dataclass
class Function:
    """A function of the program, as callers see it."""

    name: str
    parameters: list
    returns: str
    cost: int = 1
    has_star: bool = False
    has_keywords: bool = False
    is_generator: bool = False
    is_recursive: bool = False
    used: set = field(default_factory=set)


class Functions(Statements):
    """Writes functions and calls."""

    def __init__(self, rng, tag):
        super().__init__(rng, tag)
        self.functions = []

    def annotation(self, kind):
        """How a variable of this type is annotated: right, wrong, or not."""
        row = self.weighted({"right": 7, "missing": 2, "wrong": 1})
        wrong = self.pick(["int", "float", "str", "list[int]", "object", "bool", "'int | None'", "list", "Any", "Optional[int]", "complex"])
        return {"right": kind, "missing": "", "wrong": wrong}[row]

    def parameters(self):
        """The parameters of a new function, in an order that is valid."""
        made, has_default = [], False
        for style in ["/"] * self.pick([0, 0, 0, 1]) + [""] * self.rng.randint(1, 3) + ["*"] * self.pick([0, 0, 0, 1, 2]):
            kind = self.kind()
            has_default = style == "*" and self.chance(0.5) or style != "*" and (has_default or self.chance(0.15))
            default = self.literal(kind) if has_default else ""
            made.append(Parameter(self.fresh("a"), kind, style, self.annotation(kind), default))
        return made

    def signature(self, function, first=""):
        """The text between the parentheses of a `def`."""
        parts = [first] if first else []
        plain = [parameter for parameter in function.parameters if parameter.style != "*"]
        for index, parameter in enumerate(plain):
            parts.append(declared(parameter))
            if parameter.style == "/" and (index + 1 == len(plain) or plain[index + 1].style != "/"):
                parts.append("/")
        keywords = [declared(parameter) for parameter in function.parameters if parameter.style == "*"]
        if function.has_star:
            parts.append("*rest")
        elif keywords:
            parts.append("*")
        parts += keywords
        if function.has_keywords:
            parts.append("**more")
        return ", ".join(parts)

    @contextlib.contextmanager
    def function_body(self, function, first=None):
        """Inside, statements are those of this function, which is one of the program's afterwards."""
        names = ("weight", "cost", "in_loop", "in_function", "in_generator", "declared", "returns", "budget", "can_walrus")
        saved = {name: getattr(self, name) for name in names}
        self.weight, self.cost, self.in_loop, self.in_function, self.in_generator = 1, 1, False, True, function.is_generator
        self.declared, self.returns, self.can_walrus = set(), function.returns, True
        self.budget = self.pick([3, 5, 7, 10, 14])
        variables = {parameter.name: parameter.kind for parameter in function.parameters}
        if function.has_star:
            variables["rest"] = "list[int]"
        if function.has_keywords:
            variables["more"] = "dict[str, int]"
        with self.scope({**variables, **(first or {})}):
            yield
        function.cost = self.cost
        for name, value in saved.items():
            setattr(self, name, value)

    def write_function(self):
        """A function at the top of the module."""
        self.new_palette()
        returns = self.pick([self.kind(), "int", "float"])
        function = Function(self.tagged("f"), self.parameters(), returns)
        function.has_star, function.has_keywords = self.chance(0.12), self.chance(0.1)
        function.is_generator, function.is_recursive = self.chance(0.15), self.chance(0.15)
        if function.is_recursive:
            function.is_generator = False
            function.parameters[0].kind, function.parameters[0].default = "int", ""
            function.parameters[0].annotation = self.annotation("int")
        arrow = self.annotation(returns) if not function.is_generator else ""
        if self.chance(0.07):
            self.line(self.pick(DECORATORS))
        self.line(f"def {function.name}({self.signature(function)}){f' -> {arrow}' if arrow else ''}:")
        self.indent += 1
        with self.function_body(function):
            self.write_body(function)
        self.indent -= 1
        if function.is_recursive:
            function.cost *= 130
        self.functions.append(function)

    def write_body(self, function):
        """What stands in a function: declarations, the end of a recursion, statements, a result."""
        if self.globals and self.chance(0.35):
            self.declared = set(self.rng.sample(sorted(self.globals), min(2, len(self.globals))))
            self.line("global " + ", ".join(sorted(self.declared)))
        if function.is_recursive:
            small = function.parameters[0].name
            self.line(f"if not 0 < {small} < 7:")
            self.line(f"    return {self.expression(function.returns, 1)}")
            # Nothing may change it on the way to the calls, so it is no variable for statements.
            self.scopes[-1].pop(small)
        # Small functions are copied to where they are called.
        if self.chance(0.25):
            self.body(self.pick([0, 1]), 1)
        else:
            self.body(self.rng.randint(2, 5), 3)
        if function.is_recursive:
            for _ in range(self.pick([1, 1, 2])):
                self.recurse(function, small)
        if function.is_generator:
            self.line(f"yield {self.expression(self.returns, 1)}")
        elif function.cost < 100 and self.chance(0.3):
            self.line(f"show({', '.join(self.local())})")
        self.line(f"return {self.expression(self.returns, 2)}")

    def recurse(self, function, small):
        name = self.new(function.returns)
        self.line(f"{name} = {self.call(function, 1, {small: f'{small} - 1'})}")
        self.bind(name, function.returns)
        self.clip(name, function.returns, always=True)

    # Calls.

    def call(self, function, depth, fixed=None):
        """The text of a call: mostly with what is expected."""
        fixed = fixed or {}
        arguments, keywords = [], []
        may_skip = self.chance(0.4)
        for parameter in function.parameters:
            if parameter.name in fixed:
                value = fixed[parameter.name]
            elif parameter.default and may_skip and self.chance(0.5):
                continue
            else:
                value = self.argument(parameter.kind, depth)
            if function.is_recursive and not fixed and parameter is function.parameters[0]:
                value = self.pick("0123456")
            by_name = parameter.style == "*" or keywords or (parameter.style == "" and self.chance(0.15))
            # What was left out before makes the rest keywords.
            by_name = by_name or len(arguments) < function.parameters.index(parameter) and parameter.style != "/"
            (keywords if by_name else arguments).append(f"{parameter.name}={value}" if by_name else value)
        if function.has_star and not keywords and self.chance(0.6):
            arguments.append(self.pick(["1, 2", "*[1, 2, 3]", f"*{self.argument('list[int]', 0)}", "7"]))
        if function.has_keywords and self.chance(0.6):
            keywords.append(self.pick(["z1=1", "**{'z2': 5, 'z3': 6}", "z4=2 ** 63"]))
        if self.chance(0.02):
            keywords.append(self.pick(["**{'no': 1}", "**{}", "no=1"]))
        if arguments and self.chance(0.01):
            arguments.pop()
        return f"{function.name}({', '.join(arguments + keywords)})"

    def argument(self, kind, depth):
        """What is passed for a parameter of a type: now and then a value of another."""
        if self.chance(0.04):
            kind = self.pick(KINDS)
        return self.expression(kind, depth)

    def affordable(self, test):
        """The functions that may be called here and for which `test` holds."""
        return [f for f in self.functions if test(f) and self.cost + self.weight * f.cost <= LIMIT]

    def pay(self, function):
        self.cost += self.weight * function.cost

    def call_of(self, kind, depth):
        fitting = self.affordable(lambda f: f.returns == kind and not f.is_generator)
        if not fitting:
            return None
        function = self.pick(fitting)
        # In a comprehension it is called more often than the statement runs.
        self.cost += 12 * self.weight * function.cost
        return self.call(function, min(depth, 1))

    def write_call(self, depth):
        fitting = self.affordable(lambda f: not f.is_generator)
        if not fitting:
            return self.write_assign(depth)
        function = self.pick(fitting[-3:])
        self.pay(function)
        name, text = self.new(function.returns), self.call(function, 2)
        if function.returns in ("int", "float") and self.local(function.returns) and self.chance(0.3):
            name = self.pick(self.local(function.returns))
            self.line(f"{name} += {text}")
        else:
            self.line(f"{name} = {text}")
            self.bind(name, function.returns)
        self.clip(name, function.returns, always=True)

    # Closures.

    def write_closure(self, depth):
        if depth <= 0 or not self.in_function or len(self.scopes) > 3:
            return self.write_assign(depth)
        if self.chance(0.3):
            return self.write_lambda()
        outer = {name: kind for scope in self.scopes[1:] for name, kind in scope.items()}
        changed = sorted(name for name in self.scopes[-1] if self.scopes[-1][name] in ("int", "float", "str") and name not in ("rest", "more"))
        parameters = [parameter for parameter in self.parameters() if parameter.style == ""][:2]
        function = Function(self.fresh("g"), parameters, self.pick(["int", "float", "str", "object"]), is_generator=self.chance(0.15))
        declared = self.rng.sample(changed, min(len(changed), self.pick([0, 1, 1, 2])))
        was_in_function = self.in_function
        self.line(f"def {function.name}({self.signature(function)}):")
        self.indent += 1
        with self.function_body(function, {name: outer[name] for name in declared}):
            self.budget = 5
            if declared and was_in_function:
                self.line("nonlocal " + ", ".join(declared))
            self.body(self.rng.randint(1, 3), depth - 1)
            if function.is_generator:
                self.line(f"yield {self.expression(self.returns, 1)}")
            self.line(f"return {self.expression(self.returns, 2)}")
        self.indent -= 1
        for _ in range(self.pick([1, 2])):
            self.use_closure(function)

    def use_closure(self, function):
        if self.cost + 10 * self.weight * function.cost > LIMIT:
            return
        call = self.call(function, 1)
        self.cost += 10 * self.weight * function.cost
        if function.is_generator:
            self.line(f"{self.fresh()} = list({call})")
        elif self.chance(0.3):
            self.line(f"for {self.fresh('i')} in range({self.pick([3, 8])}): {self.fresh()} = {call}")
        else:
            name = self.fresh()
            self.line(f"{name} = {call}")
            self.bind(name, function.returns)

    def write_lambda(self):
        kind = self.pick(["int", "float", "str"])
        name, parameter = self.fresh("h"), self.fresh("a")
        with self.scope({parameter: kind}):
            outside, self.can_walrus = self.can_walrus, False
            body = self.expression(kind, 2)
            self.can_walrus = outside
        self.line(f"{name} = lambda {parameter}: {body}")
        target = self.fresh()
        use = self.pick([f"{name}({self.expression(kind, 1)})", f"list(map({name}, [{self.expression(kind, 1)}, {self.literal(kind)}]))"])
        self.line(f"{target} = {use}")
        self.bind(target, kind if use.startswith(name) else "object")

    # Generators, driven by hand.

    def write_generator(self, depth):
        fitting = self.affordable(lambda f: f.is_generator)
        if not fitting or self.weight > 20:
            return self.write_assign(depth)
        function = self.pick(fitting)
        self.pay(function)
        call = self.call(function, 1)
        row = self.rng.randint(0, 4)
        target = self.fresh()
        if row == 0:
            self.line(f"{target} = list({call})")
        elif row == 1:
            for _ in self.looping(f"for {target} in {call}:", 12, depth, [(target, function.returns)]):
                pass
        elif row == 2 and self.in_generator:
            self.line(f"{target} = yield from {call}")
        elif row == 3:
            self.line(f"{target} = sum(1 for _ in {call})")
            self.bind(target, "int")
        else:
            self.drive(call)

    def drive(self, call):
        """Resumes a generator step by step, in all ways there are."""
        name = self.fresh("it")
        self.line(f"{name} = {call}")
        with self.block("try:"):
            for _ in range(self.rng.randint(2, 5)):
                step = self.pick([
                    f"next({name})", f"next({name}, 'end')", f"{name}.send({self.pick(['None', 'None', self.literal('int')])})",
                    f"{name}.throw({self.pick(['ValueError', 'KeyError(1)', 'GeneratorExit', 'StopIteration(3)'])})", f"{name}.close()", f"list({name})",
                    f"next({name})", f"next({name})",
                ])
                self.line(f"show('step', {step})")
        with self.block("except Exception as error:"):
            self.line("report(error)")
        if self.chance(0.5):
            self.line(f"{name} = None")


def declared(parameter):
    """A parameter as its `def` says it."""
    text = parameter.name + (f": {parameter.annotation}" if parameter.annotation else "")
    equals = " = " if parameter.annotation else "="
    return text + (equals + parameter.default if parameter.default else "")
