"""Runs a program whose modules naja has compiled into a folder: argv is [folder, program, arguments...]."""

import sys


def finder(folder, suffix):
    """What finds the compiled modules by their names."""
    from _frozen_importlib_external import ExtensionFileLoader, spec_from_file_location
    from os.path import isfile, join

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            base = join(folder, *name.split("."))
            for file, search in ((base + suffix, None), (join(base, "__init__" + suffix), [base])):
                if isfile(file):
                    loader = ExtensionFileLoader(name, file)
                    return spec_from_file_location(name, file, loader=loader, submodule_search_locations=search)
            return None

    return Finder


def prepare():
    """Makes the module of the program, as the interpreter does; returns what runs it."""
    import _imp
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import ExtensionFileLoader, SourceFileLoader
    from os.path import dirname, join, realpath

    folder, program = sys.argv[1:3]
    sys.argv[:] = sys.argv[2:]
    sys.path[0] = dirname(realpath(program))
    suffix = _imp.extension_suffixes()[0]
    sys.meta_path.insert(0, finder(folder, suffix))
    file = join(folder, "__main__" + suffix)
    module = _imp.create_dynamic(ModuleSpec("__main__", ExtensionFileLoader("__main__", file), origin=file))
    module.__dict__.update(
        __file__=program,
        __loader__=SourceFileLoader("__main__", program),
        __spec__=None,
        __package__=None,
        __builtins__=sys.modules["builtins"],
        __cached__=None,
    )
    sys.modules["__main__"] = module
    return _imp.exec_dynamic


def show_without(frames):
    """Exceptions are shown as if the outermost `frames` of their tracebacks, which are ours, were not there."""
    hook = sys.excepthook

    def show(kind, error, trace):
        sys.excepthook = hook
        for _ in range(frames):
            trace = trace and trace.tb_next
        hook(kind, error.with_traceback(trace), trace)

    sys.excepthook = show


run = prepare()
try:
    run(sys.modules["__main__"])
except BaseException:
    show_without(1)
    raise
