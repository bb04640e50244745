"""`python -m naja …` is the command `naja …`, compiling for the interpreter that runs this unless `--python` says otherwise."""

import os
import sys

from ._command import find


def main():
    program = find()
    os.environ.setdefault("NAJA_PYTHON", sys.executable)
    os.execv(program, [program, *sys.argv[1:]])


if __name__ == "__main__":
    main()
