"""naja, an ahead-of-time optimizing compiler for Python.

The command is `naja`, or `python -m naja`. `naja.install()` has it compile modules when they are imported ([hook](hook.py)), and
`naja.build` is the build backend that `pyproject.toml` names to get compiled wheels.
"""

from .hook import install

__all__ = ["install"]
