"""Looks for leaks: runs the statements of test programs again and again, compiled and interpreted, and compares.

A program is imported once; then what its module body does at top level, other than to define and import, is executed N
times in the module's namespace, calling the compiled functions. Some programs grow by nature: a leak is what grows more
than under the interpreter. Counted are memory blocks, objects that the cycle collector knows, and, where they are
counted, references to None, True, False and small ints (`sys.gettotalrefcount` as well, in a debug build of CPython).

    python3 testsuite/bench/leaks.py [--times 50] [--python PATH] [--naja PATH] [FILE...]       (default: all of run/)
"""

import argparse
import ast
import gc
import importlib
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
SHARED = [None, True, False, *range(-5, 20)]


def load(source, folder):
    """The module: compiled, from `folder`, or from its source."""
    name = pathlib.Path(source).stem
    if folder:
        sys.path.insert(0, folder)
        library = importlib.util.find_spec(name)
        module = sys.modules[name] = importlib.util.module_from_spec(library)
        run(library, module)
        if not module.__file__.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
            raise ImportError(f"{name} was imported from {module.__file__}")
        return module
    spec = importlib.util.spec_from_file_location(name, source)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    run(spec, module)
    return module


def run(spec, module):
    try:
        spec.loader.exec_module(module)
    except BaseException:
        # Programs may end by an exception; what they defined until then is there.
        pass


def statements(source):
    """The code of each top-level statement that is no definition."""
    tree = ast.parse(pathlib.Path(source).read_text(), source)
    for node in tree.body:
        if not isinstance(node, DEFINITIONS):
            yield compile(ast.Module([node], []), source, "exec")


def replay(codes, namespace, times):
    for _ in range(times):
        for code in codes:
            try:
                exec(code, namespace)
            except BaseException:
                # Caught one by one, so that what follows is executed too.
                pass


def count():
    """What is alive."""
    gc.collect()
    gc.collect()
    references = sum(map(sys.getrefcount, SHARED))
    total = sys.gettotalrefcount() if hasattr(sys, "gettotalrefcount") else references
    return {"blocks": sys.getallocatedblocks(), "objects": len(gc.get_objects()), "shared": references, "total": total}


def measure(source, folder, times):
    """Growth over `times` replays: the least of three windows, since caches fill now and then."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    namespace = vars(load(source, folder))
    codes = list(statements(source))
    replay(codes, namespace, 5)
    windows = []
    for _ in range(3):
        before = count()
        replay(codes, namespace, times)
        after = count()
        windows.append({key: after[key] - before[key] for key in before})
    json.dump({key: min((w[key] for w in windows), key=abs) for key in windows[0]}, out)
    out.flush()
    # No clean-up: programs leave threads, timers and patched builtins behind.
    os._exit(0)


def ask(options, source, folder, times):
    """Measures in a process of its own."""
    command = [options.python, __file__, "--measure", str(source), "--times", str(times)]
    command += ["--folder", folder] if folder else []
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"exit status {done.returncode}\n{done.stderr[-1000:]}")
    return json.loads(done.stdout)


def judge(options, source):
    """The verdict on one program: an empty text if nothing leaks."""
    with tempfile.TemporaryDirectory() as folder:
        build = [options.naja, "build", "--ext", *options.flags.split(), str(source), "-o", folder, "--python", options.python]
        done = subprocess.run(build, capture_output=True, text=True)
        if done.returncode:
            return f"not built: {done.stderr.strip()[-300:]}"
        # What looks like a leak is looked at for longer: caches and thresholds make noise, but no more with time.
        for times in options.times, 8 * options.times:
            try:
                interpreted, compiled = ask(options, source, None, times), ask(options, source, folder, times)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                return str(error)
            excess = {key: compiled[key] - interpreted[key] for key in compiled}
            # One leaked object, or one reference too few, for every other replay.
            bad = {key: value for key, value in excess.items() if abs(value) > times // 2}
            if not bad:
                return ""
    return "per run: " + ", ".join(f"{key} {value / times:+.1f}" for key, value in bad.items())


def programs(python):
    """The programs of run/ whose syntax the interpreter has, by their headings `# python: >=3.N`."""
    script = "import sys; print(sys.version_info[1])"
    minor = int(subprocess.run([python, "-c", script], capture_output=True, text=True, check=True).stdout)
    for source in sorted((ROOT / "testsuite" / "run").rglob("*.py")):
        least = re.search(r"^# python: >=3\.(\d+)$", source.read_text(), re.MULTILINE)
        if least is None or int(least[1]) <= minor:
            yield source


def main():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--naja", default=str(target / "debug" / "naja"))
    parser.add_argument("--flags", default="--optimize=0", help="more options of `naja build` [%(default)s]")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.folder, options.times)
    files = options.files or list(programs(options.python))
    bad = 0
    for source in files:
        verdict = judge(options, source.resolve())
        bad += bool(verdict)
        if verdict:
            print(f"LEAK {os.path.relpath(source)}: {verdict}")
    print(f"leaks: {len(files)} programs, {bad} bad")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
