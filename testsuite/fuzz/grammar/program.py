"""A whole program: global variables, classes and functions, and a `main` that uses them.

Whatever raises is reported and the program goes on, so one program sees many exceptions. Functions are called first with what they
expect, then with other things; some in hot loops that change their types late.
"""

from .classes import Classes
from .values import KINDS


class Program(Classes):
    """Writes a program. Its names end in `tag`, so that many programs may share a module."""

    def __init__(self, rng, tag):
        super().__init__(rng, tag)
        self.rebinds = False

    def write(self):
        """The text of the program."""
        for _ in range(self.rng.randint(1, 3)):
            kind = self.kind()
            name = self.tagged("G")
            self.line(f"{name}{f': {text}' if (text := self.annotation(kind)) and self.chance(0.5) else ''} = {self.literal(kind)}")
            self.bind(name, kind)
            self.globals[name] = kind
        for _ in range(self.pick([1, 2, 2, 3, 4])):
            if self.chance(0.25):
                self.write_class()
            else:
                self.write_function()
        if self.chance(0.3):
            self.write_rebinding()
        self.write_main()
        return "\n".join(self.lines) + "\n"

    def write_rebinding(self):
        """A function of the program that replaces one of its functions while it runs."""
        plain = [function for function in self.functions if not function.is_generator]
        if not plain:
            return
        old = self.pick(plain)
        self.line(f"def rebind_{self.tag}():")
        if self.chance(0.3):
            values = ", ".join(self.literal(parameter.kind) for parameter in old.parameters if parameter.style != "*")
            self.line(f"    {old.name}.__defaults__ = ({values},)")
        else:
            self.line(f"    global {old.name}")
            self.line(f"    {old.name} = {self.pick(['len', 'lambda *a, **k: 5', 'lambda *a, **k: 1.5', 'passing(' + old.name + ')', 'None'])}")
        self.rebinds = True

    def write_main(self):
        """Calls everything, and shows what is left."""
        with self.block(f"def main_{self.tag}():"):
            self.in_function, self.returns = True, "int"
            self.scopes.append({})
            for function in self.functions:
                self.write_uses(function)
            for made in self.classes:
                self.write_object(made)
            self.budget = self.pick([3, 5, 8])
            with self.block("try:"):
                self.body(4, 2)
            with self.block("except Exception as error:"):
                self.line("report(error)")
            if self.rebinds:
                self.line(f"rebind_{self.tag}()")
                self.write_uses(self.pick(self.functions))
            for name in self.globals:
                self.line(f"show({name!r}, {name})")
            self.scopes.pop()

    def write_uses(self, function):
        for _ in range(self.pick([1, 1, 2, 3])):
            call = self.call(function, 1)
            self.line(f"attempt(lambda: {f'list({call})' if function.is_generator else call})")
        if self.chance(0.4) and not function.is_generator:
            self.write_hot(function)
        elif function.is_generator:
            self.line(f"attempt(lambda: [x for x in {self.call(function, 1)}])")

    def write_hot(self, function):
        """A loop that calls a function, with other arguments late."""
        if not function.parameters or function.cost > 2000:
            return
        counter, late = self.fresh("i"), self.pick(function.parameters)
        count = self.pick([5, 30, 70])
        value, other = self.literal(late.kind), self.literal(self.pick(KINDS))
        with self.block("try:"):
            with self.block(f"for {counter} in range({count}):"):
                chosen = f"{value} if {counter} < {self.rng.randint(1, count)} else {other}"
                if late.kind == "int" and self.chance(0.5):
                    chosen = f"{counter} if {counter} < {self.rng.randint(1, count)} else {other}"
                if function.is_recursive and late is function.parameters[0]:
                    chosen = "2"
                self.line(f"r = {self.call(function, 0, {late.name: chosen})}")
                if self.rebinds and self.chance(0.3):
                    self.line(f"if {counter} == {self.rng.randint(1, count)}: rebind_{self.tag}()")
                if count == 5:
                    self.line("show('r', r)")
            self.line("show('last', r)")
        with self.block("except Exception as error:"):
            self.line("report(error)")

    def write_object(self, made):
        name = self.fresh("o")
        with self.block("try:"):
            self.line(f"{name} = {self.new_instance(made, 2)}")
            self.line(f"show('new', {name})")
            for method in made.all_methods():
                if method.cost < 3000:
                    self.line(f"attempt(lambda: {name}.{self.call(method, 1)})")
            if self.chance(0.4):
                with self.block(f"for {self.fresh('i')} in range({self.pick([3, 40])}):"):
                    for attribute, kind in made.all_attributes().items():
                        if kind in ("int", "float"):
                            self.line(f"{name}.{attribute} = {name}.{attribute} {self.pick(['+ 1', '* 2', '- 0.5'])}")
                            self.clip(f"{name}.{attribute}", kind, always=True)
                    self.body(1, 1)
            self.line(f"show('object', {name})")
        self.scopes[-1][name] = made.name
        with self.block("except Exception as error:"):
            self.line("report(error)")
