"""Makes a program smaller while it still shows its difference: delta debugging over the syntax tree.

Three kinds of steps, repeated until none helps or the time is over: leaving out runs of statements, long ones first; putting the body
of a compound statement in its place; replacing an expression by one of its parts or a plain value.
"""

import ast
import copy
import time

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
PLAIN = ["0", "1", "1.5", "'a'", "None", "True", "[1]"]


def reduce(text, fails, seconds):
    """The smallest program found in this time of which `fails` is true, as it is of `text`."""
    search = Search(ast.parse(text), fails, time.monotonic() + seconds)
    while search.statements() | search.unwrap() | search.expressions():
        pass
    return ast.unparse(search.tree) + "\n"


class Search:
    """The smallest tree so far."""

    def __init__(self, tree, fails, deadline):
        self.tree, self.fails, self.deadline = tree, fails, deadline
        self.seen = set()

    def accept(self, change):
        """Whether the program still fails with `change` made to a copy of it, which then is the tree."""
        candidate = copy.deepcopy(self.tree)
        if time.monotonic() > self.deadline or change(candidate) is False:
            return False
        try:
            text = ast.unparse(ast.fix_missing_locations(candidate))
            compile(text, "candidate", "exec")
        except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError):
            return False
        if text in self.seen:
            return False
        self.seen.add(text)
        if not self.fails(text + "\n"):
            return False
        self.tree = ast.parse(text)
        return True

    def lists(self):
        """All lists of statements, as paths that are the same in a copy: the number of a node, and a field."""
        nodes = list(ast.walk(self.tree))
        found = [(index, name) for index, node in enumerate(nodes) for name in BLOCKS if isinstance(getattr(node, name, None), list)]
        return sorted(found, key=lambda path: -len(getattr(nodes[path[0]], path[1])))

    def statements(self):
        """Leaves out statements: halves, quarters, …, single ones."""
        helped, position = False, 0
        while position < len(paths := self.lists()):
            number, name = paths[position]
            length = len(getattr(nth(self.tree, number), name))
            size = length
            while size:
                start = 0
                while start < length:
                    if self.accept(lambda tree: cut(tree, number, name, start, size)):
                        helped = True
                        # What was a path may be another one now; what is left of this list is tried again.
                        node = nth(self.tree, number)
                        length = len(getattr(node, name, None) or []) if node is not None else 0
                    else:
                        start += size
                size //= 2
            position += 1
            if time.monotonic() > self.deadline:
                break
        return helped

    def unwrap(self):
        """Puts what a compound statement has in its blocks in its place."""
        helped, position = False, 0
        while position < len(paths := self.lists()) and time.monotonic() < self.deadline:
            number, name = paths[position]
            items = getattr(nth(self.tree, number), name)
            index = 0
            while index < len(items):
                if self.accept(lambda tree: open_up(tree, number, name, index)):
                    helped = True
                    items = getattr(nth(self.tree, number), name, None) or []
                else:
                    index += 1
            position += 1
        return helped

    def expressions(self):
        """Makes expressions simpler, the outermost first."""
        helped, number = False, 0
        while number < len(nodes := list(ast.walk(self.tree))) and time.monotonic() < self.deadline:
            node = nodes[number]
            for change in simpler(node):
                if self.accept(lambda tree: change(nth(tree, number), parent_of(tree, number))):
                    helped = True
                    break
            else:
                number += 1
        return helped


def nth(tree, number):
    """A node by its number in the order of `ast.walk`."""
    for index, node in enumerate(ast.walk(tree)):
        if index == number:
            return node
    return None


def parent_of(tree, number):
    """The node that has this one in a field, the field, and the place in its list if it is one."""
    wanted = nth(tree, number)
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if value is wanted:
                return node, name, None
            if isinstance(value, list) and any(item is wanted for item in value):
                return node, name, next(index for index, item in enumerate(value) if item is wanted)
    return None


def cut(tree, number, name, start, size):
    """Leaves out statements of a list; what must have one gets `pass`."""
    node = nth(tree, number)
    items = getattr(node, name)
    del items[start : start + size]
    if not items and name == "body" and not isinstance(node, ast.Module):
        items.append(ast.Pass())
        return size > 1 or start > 0 or None
    return None


def open_up(tree, number, name, index):
    """Replaces a compound statement by the statements in it."""
    items = getattr(nth(tree, number), name)
    inner = [statement for block in BLOCKS for statement in getattr(items[index], block, []) if isinstance(statement, ast.stmt)]
    if not inner or isinstance(items[index], (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler, ast.match_case)):
        return False
    items[index : index + 1] = inner
    return None


def simpler(node):
    """The changes that make a node simpler; each takes the node of a copy and where it is."""
    changes = []
    if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", ast.Load()), (ast.Store, ast.Del)):
        parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        changes += [lambda node, place, index=index: replace(place, expressions_in(node)[index]) for index in range(len(parts))]
        if not isinstance(node, (ast.Constant, ast.Name)):
            changes += [lambda node, place, text=text: replace(place, ast.parse(text, mode="eval").body) for text in PLAIN]
    for name in ("annotation", "returns", "decorator_list", "keywords", "args", "elts", "generators", "ifs", "bases", "values", "names"):
        value = getattr(node, name, None)
        if isinstance(value, ast.expr) and not isinstance(node, ast.AnnAssign):
            changes.append(lambda node, place, name=name: setattr(node, name, None))
        elif isinstance(value, list):
            changes += [lambda node, place, name=name, index=index: getattr(node, name).pop(index) and None for index in range(len(value))]
    if isinstance(node, ast.arguments):
        changes += [lambda node, place, index=index: remove_parameter(node, index) for index in range(len(node.args))]
        changes += [lambda node, place: setattr(node, "vararg", None)] if node.vararg else []
        changes += [lambda node, place: setattr(node, "kwarg", None)] if node.kwarg else []
    return changes


def expressions_in(node):
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def remove_parameter(arguments, index):
    plain = arguments.posonlyargs + arguments.args
    from_end = len(plain) - (len(arguments.posonlyargs) + index)
    if from_end <= len(arguments.defaults):
        del arguments.defaults[-from_end]
    del arguments.args[index]


def replace(place, expression):
    if place is None:
        return False
    node, name, index = place
    if index is None:
        setattr(node, name, expression)
    else:
        getattr(node, name)[index] = expression
    return None
