"""What naja asks the interpreter it compiles for: about itself, for the code objects of modules, for a version."""

import json
import sys


def about(_):
    import sysconfig

    number = "cp{}{}".format(*sys.version_info)
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return {
        "implementation": sys.implementation.name,
        "version": sys.version_info[:2],
        "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "library": sysconfig.get_path("stdlib"),
        "tag": f"{number}-{number}{sys.abiflags}-{platform}",
        "suffix": sysconfig.get_config_var("EXT_SUFFIX") or ".so",
    }


def inner(code):
    """The code objects made inside `code`, those of comprehensions and type parameters replaced by what is inside them."""
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            name = constant.co_name
            if name in ("<listcomp>", "<setcomp>", "<dictcomp>") or name.startswith("<generic parameters of "):
                yield from inner(constant)
            else:
                yield constant


def facts(code):
    captured = [name for name in code.co_cellvars if name not in code.co_varnames]
    seen = set()
    positions = []
    for index, (line, end_line, column, end_column) in enumerate(code.co_positions()):
        if None in (line, end_line, column, end_column):
            continue
        place = (line, column, end_line, end_column)
        if place not in seen:
            seen.add(place)
            positions.append((2 * index, *place))
    return {
        "locals": [*code.co_varnames, *captured, *code.co_freevars],
        "free": len(code.co_freevars),
        "positions": positions,
    }


def lies_in(code, span):
    """Whether all instructions of `code` come from the source between two places."""
    start, end = tuple(span[:2]), tuple(span[2:])
    places = [p for p in code.co_positions() if None not in p and p[2] != p[3]]
    return all(start <= (line, column) and (end_line, end_column) <= end for line, end_line, column, end_column in places)


def one_module(request):
    import marshal

    module = compile(request["text"], request["path"], "exec", dont_inherit=True, optimize=0)
    codes = []
    unused = {}
    for function in request["functions"]:
        if function["parent"] is None:
            code = module
        else:
            parent = codes[function["parent"]]
            candidates = [] if parent is None else unused[function["parent"]]
            wanted = (function["name"], function["line"])
            same = [c for c in candidates if (c.co_name, c.co_firstlineno) == wanted]
            # Lambdas and generator expressions may share a line.
            found = next((c for c in same if len(same) == 1 or lies_in(c, function["span"])), None)
            if found is not None:
                remove(candidates, found)
            code = found
        codes.append(code)
        if code is not None:
            unused[len(codes) - 1] = list(inner(code))
    return {
        "marshalled": marshal.dumps(codes).hex(),
        "functions": [None if code is None else facts(code) for code in codes],
    }


def remove(candidates, found):
    """Removes the very object, not one that compares equal."""
    for index, candidate in enumerate(candidates):
        if candidate is found:
            del candidates[index]
            return


def version_in(text):
    """What a module's last top-level assignment makes of `__version__`, if that is a string that stands there."""
    import ast

    version = None
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__version__" for target in targets):
            value = node.value
            version = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
    return version


def main():
    question = json.load(sys.stdin)
    answer = {
        "about": about,
        "compile": lambda requests: [one_module(request) for request in requests],
        "version": version_in,
    }
    json.dump(answer[sys.argv[1]](question), sys.stdout)


main()
