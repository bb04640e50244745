"""Finds the command: `$NAJA`, or the program that was installed with this package, or `naja` on PATH."""

import os
import shutil


def find():
    """The path of the command; FileNotFoundError if there is none."""
    given = os.environ.get("NAJA")
    if given:
        return given
    program = installed() or shutil.which("naja")
    if program is None:
        raise FileNotFoundError("the command `naja` is neither installed beside this package nor on PATH")
    return program


def installed():
    """The program that the installer has put down with this package, wherever the scheme of the installation has programs."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files("naja") or []
    except PackageNotFoundError:
        return None
    for file in listed:
        if file.name == "naja" and file.parent.name == "bin":
            program = os.path.normpath(file.locate())
            return program if os.access(program, os.X_OK) else None
    return None
