"""The size of the terminal, and copies of files."""

import os
import _os


def get_terminal_size(fallback=(80, 24)):
    columns = int(os.environ.get("COLUMNS", 0) or 0)
    lines = int(os.environ.get("LINES", 0) or 0)
    return os.terminal_size((columns or fallback[0], lines or fallback[1]))


def copyfile(src, dst):
    _os.write_file(dst, _os.read_file(src), "w")
    return dst


copy = copyfile
