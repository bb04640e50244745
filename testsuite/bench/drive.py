"""Times one run of a program: drive.py FOLDER MODULE N [compiled]. Prints the seconds and the result."""

import importlib
import importlib.machinery
import sys
import time


def run(folder, name, n, must_be_compiled):
    sys.path.insert(0, folder)
    module = importlib.import_module(name)
    if must_be_compiled and not module.__file__.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
        sys.exit(f"{name} was imported from {module.__file__}, which is not compiled")
    start = time.perf_counter()
    result = module.main(n)
    print(f"{time.perf_counter() - start:.9f} {result!r}")


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]), "compiled" in sys.argv[4:])
