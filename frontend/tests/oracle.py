"""What CPython makes of the files named on standard input: one block of facts each, for tests/stdlib.rs to compare.

A block is `file PATH`, then a line for each code object (`code|...`), each expression and
most statements (`expr|...`, `stmt|...`), and each block that is
never reached (`dead|...`); or just `error|...`. Code objects come in the order in which they are nested, the rest in any. Meant for an interpreter that inlines comprehensions (3.12 on).
"""
import ast
import sys
import warnings
from types import CodeType

OPTIMIZED, GENERATOR, COROUTINE, ASYNC_GENERATOR = 0x1, 0x20, 0x80, 0x200
warnings.simplefilter("ignore")


def names(items):
    return ",".join(items)


def codes(code):
    flavour = {GENERATOR: "Generator", COROUTINE: "Coroutine", ASYNC_GENERATOR: "AsyncGenerator"}.get(
        code.co_flags & (GENERATOR | COROUTINE | ASYNC_GENERATOR), "Plain")
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    cells = set(code.co_cellvars) - {"__classdict__"}
    params = [name for name in code.co_varnames[:count]]
    # Class bodies and modules keep leftovers of inlined comprehensions among their variables.
    others = sorted(set(code.co_varnames[count:]) - cells) if code.co_flags & OPTIMIZED else []
    print("code", code.co_qualname, code.co_firstlineno, flavour, code.co_posonlyargcount, code.co_argcount,
          code.co_kwonlyargcount, names(params), names(others), names(sorted(cells)), names(code.co_freevars), sep="|")
    for const in code.co_consts:
        if isinstance(const, CodeType):
            codes(const)


def mangle(cls, name):
    cls = (cls or "").lstrip("_")
    private = cls and name.startswith("__") and not name.endswith("__")
    return f"_{cls}{name}" if private else name


def quote(text):
    return "".join(c if " " < c < "\x7f" and c not in "\\|" else f"\\{ord(c):x}." for c in text)


class Expressions(ast.NodeVisitor):
    cls = None

    def show(self, kind, node, payload=""):
        start = f"{node.lineno}:{node.col_offset}"
        print("expr", kind, start, f"{node.end_lineno}:{node.end_col_offset}", payload, sep="|")

    def visit_ClassDef(self, node):
        for part in node.decorator_list + node.bases + node.keywords:
            self.visit(part)
        outer, self.cls = self.cls, node.name
        self.body(node.body)
        self.cls = outer

    def visit_FunctionDef(self, node):
        for part in node.decorator_list + [node.args] + [node.returns] * (node.returns is not None):
            self.visit(part)
        self.body(node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Module(self, node):
        self.body(node.body)

    def body(self, body):
        match body[:1]:
            case [ast.Expr(ast.Constant(str()))]:
                body = body[1:]
        for stmt in body:
            self.visit(stmt)

    def visit(self, node):
        if isinstance(node, ast.stmt):
            kind = type(node).__name__.removeprefix("Async")
            if kind not in ("FunctionDef", "ClassDef", "Import", "ImportFrom", "Delete", "With", "Pass", "Global", "Nonlocal"):
                place = f"{node.lineno}:{node.col_offset}|{node.end_lineno}:{node.end_col_offset}"
                print("stmt", kind, place, sep="|")
        super().visit(node)

    def visit_If(self, node):
        # CPython compiles no functions in there.
        if isinstance(node.test, ast.Constant) and not node.test.value:
            print("dead", node.body[0].lineno, node.body[-1].end_lineno, sep="|")
        self.generic_visit(node)

    def visit_Constant(self, node):
        value = node.value
        match value:
            case str():
                self.show("Str", node, quote(value))
            case bytes():
                self.show("Bytes", node, value.hex())
            case float():
                self.show("Float", node, value.hex() if value != float("inf") else "inf")
            case complex():
                self.show("Imaginary", node, value.imag.hex())
            case bool() | None:
                self.show(str(value), node)
            case int():
                self.show("Int", node, hex(value))
            case _:
                self.show("Ellipsis", node)

    def visit_Name(self, node):
        if node.id == "__debug__":
            self.show("True", node)
        else:
            self.show("Name" if isinstance(node.ctx, ast.Load) else "Target", node, quote(mangle(self.cls, node.id)))

    def visit_Attribute(self, node):
        self.show("Attribute", node, quote(mangle(self.cls, node.attr)))
        self.visit(node.value)

    def visit_NamedExpr(self, node):
        self.show("NamedExpr", node, quote(mangle(self.cls, node.target.id)))
        self.visit(node.value)

    def visit_MatchSingleton(self, node):
        self.show(str(node.value), node)

    def visit_JoinedStr(self, node):
        literals = [part.value for part in node.values if isinstance(part, ast.Constant)]
        self.show("JoinedStr", node, "|".join(map(quote, literals)))
        self.fields(node)

    def fields(self, node):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)
                if part.format_spec:
                    self.fields(part.format_spec)

    def visit_Tuple(self, node):
        if isinstance(node.ctx, ast.Store):
            self.show("Unpack", node)
        elif isinstance(node.ctx, ast.Load):
            self.show(type(node).__name__, node)
        self.generic_visit(node)

    visit_List = visit_Tuple

    def visit_Starred(self, node):
        self.visit(node.value)

    def generic_visit(self, node):
        if isinstance(node, ast.expr) and not isinstance(node, (ast.Tuple, ast.List)):
            match node:
                case ast.BinOp() | ast.UnaryOp() | ast.BoolOp():
                    payload = type(node.op).__name__
                case ast.Compare():
                    payload = ",".join(type(op).__name__ for op in node.ops)
                case _:
                    payload = ""
            self.show(type(node).__name__, node, payload)
        super().generic_visit(node)


sys.setrecursionlimit(20000)
for path in sys.stdin.read().split("\n"):
    if not path:
        continue
    with open(path, "rb") as file:
        source = file.read()
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        print("file", path)
        print("error", str(error).replace("\n", " "), sep="|")
        continue
    print("file", path)
    codes(code)
    Expressions().visit(ast.parse(source))
