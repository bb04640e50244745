"""Runs a program whose modules naja has compiled into a folder: argv is [folder, program, arguments...]."""


def main():
    import importlib.machinery
    import importlib.util
    import os
    import sys

    folder, program = sys.argv[1:3]
    sys.argv[:] = sys.argv[2:]
    sys.path[0] = os.path.dirname(os.path.realpath(program))
    suffix = importlib.machinery.EXTENSION_SUFFIXES[0]

    class Finder:
        """Finds compiled modules by their names."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            base = os.path.join(folder, *name.split("."))
            for file, search in ((base + suffix, None), (os.path.join(base, "__init__" + suffix), base)):
                if os.path.isfile(file):
                    loader = importlib.machinery.ExtensionFileLoader(name, file)
                    spec = importlib.util.spec_from_file_location(
                        name, file, loader=loader, submodule_search_locations=search and [search]
                    )
                    return spec
            return None

    sys.meta_path.insert(0, Finder)
    loader = importlib.machinery.ExtensionFileLoader("__main__", os.path.join(folder, "__main__" + suffix))
    spec = importlib.machinery.ModuleSpec("__main__", loader, origin=loader.path)
    module = importlib.util.module_from_spec(spec)
    module.__file__ = program
    module.__spec__ = None
    module.__package__ = None
    module.__builtins__ = sys.modules["builtins"]
    module.__dict__.setdefault("__cached__", None)
    sys.modules["__main__"] = module
    try:
        loader.exec_module(module)
    except Exception as error:
        # Without the frames of this runner, as when the interpreter runs the program itself.
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename in ("<string>", "<frozen importlib._bootstrap_external>", "<frozen importlib._bootstrap>"):
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        sys.exit(1)


main()
