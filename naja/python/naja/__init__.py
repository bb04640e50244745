"""naja, an ahead-of-time optimizing compiler for Python.

The command is `naja`, or `python -m naja`. `naja.install()` has it compile modules when they are imported (`naja.hook`), and
`naja.build` is the build backend that `pyproject.toml` names to get compiled wheels.
"""

__all__ = ["install"]


def install(folders=None, *, strict=False):
    """Compiles what is imported from now on: see `naja.hook.install`."""
    # Not imported before: `python -m naja.hook` executes that module.
    from . import hook

    hook.install(folders, strict=strict)
