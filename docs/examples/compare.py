"""Times examples compiled by naja beside their sources: compare.py FOLDER-OF-COMPILED NAME..."""

import importlib
import importlib.machinery
import importlib.util
import os
import platform
import sys
import time


def interpreted(name):
    """The module from its source beside this file, under a name of its own."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".py")
    spec = importlib.util.spec_from_file_location(name + "_source", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compiled(folder, name):
    """The extension module in `folder`."""
    sys.path.insert(0, folder)
    try:
        module = importlib.import_module(name)
    finally:
        sys.path.remove(folder)
    if not module.__file__.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
        sys.exit(f"{name} was imported from {module.__file__}, which is not compiled")
    return module


def best(function, rounds=3):
    """The shortest of a few runs, and what they return."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = function()
        times.append(time.perf_counter() - start)
    return min(times), result


def main(folder, names):
    print(f"{'example':12} {'CPython ' + platform.python_version():>15} {'naja':>10} {'ratio':>8}")
    for name in names:
        slow, expected = best(interpreted(name).main)
        fast, result = best(compiled(folder, name).main)
        if repr(result) != repr(expected):
            sys.exit(f"{name}: naja gives {result!r}, CPython {expected!r}")
        print(f"{name:12} {slow:13.3f} s {fast:8.3f} s {slow / fast:7.1f}x   same result: {result!r}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
