"""Compiles modules when they are imported, for development: `naja.install()`, or `python -m naja.hook app.py ARGS…`.

What is imported stays what it was: the loader is one of sources, `__file__` is the source, and an edited source is compiled
again at the next import. Compiled modules are kept in naja's cache, by the content of everything that went into them. A module
that naja refuses to compile runs interpreted, with a warning that says why; in strict mode its import is an error.

`NAJA_HOOK=0` in the environment turns it off. Installed editable projects use it in every interpreter that starts: so what
is imported here is what every interpreter has loaded already; the rest comes when the first module is compiled.
"""

import _imp
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, PathFinder, SourceFileLoader

__all__ = ["install"]

# The library that the module of a name was made from.
MADE_FROM = {}


def install(folders=None, *, strict=False):
    """Compiles what is imported from now on.

    Of `folders` (and files), all modules; without, those of neither the standard library nor `site-packages`. With `strict`,
    annotations are law.
    """
    if os.environ.get("NAJA_HOOK") == "0":
        return
    if folders is not None:
        folders = [os.path.realpath(folder) for folder in folders]
    sys.meta_path.insert(0, Finder(folders, strict))


class Finder:
    """Finds what the interpreter's own finder does, and has sources of interest loaded by us."""

    def __init__(self, folders, strict):
        self.folders = folders
        self.strict = strict

    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path, target)
        is_source = spec is not None and type(spec.loader) is SourceFileLoader
        # We are needed to compile ourselves.
        if not is_source or name.partition(".")[0] == "naja" or not self.is_wanted(spec.origin):
            return None
        library = compiled(name, spec.origin, ["--strict"] if self.strict else [], self.strict)
        if library is not None:
            spec.loader = Loader(name, spec.origin, library)
        return spec

    def is_wanted(self, source):
        source = os.path.realpath(source)
        if self.folders is not None:
            return any(source == folder or source.startswith(folder + os.sep) for folder in self.folders)
        standard = os.path.join(os.path.dirname(os.path.realpath(os.__file__)), "")
        parts = source.split(os.sep)
        return not (source.startswith(standard) or "site-packages" in parts or "dist-packages" in parts)


class Loader(SourceFileLoader):
    """Loads the library of a source. Whoever asks for source or code objects gets those of the source."""

    def __init__(self, name, source, library):
        super().__init__(name, source)
        self.library = library

    def create_module(self, spec):
        MADE_FROM[spec.name] = self.library
        return create(spec.name, self.library)

    def exec_module(self, module):
        if MADE_FROM.get(module.__name__) == self.library:
            _imp.exec_dynamic(module)
        else:
            # Reloaded from an edited source: variables that compiled code is bound to can get no other code.
            super().exec_module(module)


def create(name, library):
    return _imp.create_dynamic(ModuleSpec(name, ExtensionFileLoader(name, library), origin=library))


def compiled(name, source, options, strict=False):
    """The library of a source, compiled if it is not in the cache; None, with a warning, if that cannot be."""
    import shutil
    import subprocess
    import tempfile

    from ._command import find

    program = find()
    folder = entry(program, name, source, options)
    last = "__main__" if name == "__main__" else os.path.splitext(os.path.basename(source))[0]
    parts = ["__main__"] if name == "__main__" else name.split(".")
    if last == "__init__":
        parts.append(last)
    library = os.path.join(folder, *parts) + EXTENSION_SUFFIXES[0]
    if os.path.isfile(library):
        return library
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    work = tempfile.mkdtemp(prefix=".naja-", dir=os.path.dirname(folder))
    try:
        command = [program, "build", "--ext", source, "-o", work, "--python", sys.executable, *place(parts, source), *options]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        if done.returncode == 0:
            appear(work, folder)
            return library
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if strict:
        raise ImportError(f"naja does not compile `{name}`:\n{done.stderr}", name=name, path=source)
    import warnings

    warnings.warn(f"naja does not compile `{name}`, which runs interpreted:\n{done.stderr}", RuntimeWarning, stacklevel=2)
    return None


def appear(work, folder):
    """Gives a folder its name, unless another process was faster."""
    try:
        os.rename(work, folder)
    except OSError:
        if not os.path.isdir(folder):
            raise


def place(parts, source):
    """What tells the command the name that the module is imported by."""
    if parts == ["__main__"]:
        return ["--main"]
    root = os.path.abspath(source)
    for part in reversed(parts):
        root, name = os.path.split(root)
        if os.path.splitext(name)[0] != part:
            return []
    return ["--root", root]


def entry(program, name, source, options):
    """The folder in the cache of everything that the library depends on."""
    import hashlib

    facts = os.stat(program)
    with open(source, "rb") as file:
        text = file.read()
    digest = hashlib.sha256()
    for part in (program, facts.st_mtime_ns, facts.st_size, sys.executable, sys.version, name, os.path.abspath(source), options):
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\n")
    digest.update(text)
    cache = os.environ.get("NAJA_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "naja"
    )
    return os.path.join(cache, "imports", digest.hexdigest()[:32])


def run(program):
    """Runs a program as `python program` does, compiled, with the hook installed."""
    sys.path[0] = os.path.dirname(os.path.realpath(program))
    install()
    library = compiled("__main__", program, [])
    if library is None:
        import runpy

        runpy.run_path(program, run_name="__main__")
        return
    module = create("__main__", library)
    file = os.path.abspath(program)
    vars(module).update(
        __file__=file,
        __loader__=SourceFileLoader("__main__", file),
        __spec__=None,
        __package__=None,
        __builtins__=sys.modules["builtins"],
        __cached__=None,
    )
    sys.modules["__main__"] = module
    try:
        _imp.exec_dynamic(module)
    except BaseException:
        sys.excepthook = show_without_us
        raise


def show_without_us(kind, error, trace):
    """Shows an exception as if the frames that have started the program were not there."""
    sys.excepthook = sys.__excepthook__
    while trace and trace.tb_frame.f_code.co_filename in (__file__, show_without_us.__code__.co_filename, "<frozen runpy>"):
        trace = trace.tb_next
    sys.__excepthook__(kind, error.with_traceback(trace), trace)


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: python -m naja.hook PROGRAM [ARGUMENT...]")
    del sys.argv[0]
    run(sys.argv[0])


if __name__ == "__main__":
    main()
