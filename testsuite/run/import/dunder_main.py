# Module globals: __name__, __doc__, globals(), conditional definitions, star-import of a stdlib module.
# world: cpython
"""The docstring: comments before it do not matter."""
from string import *
from keyword import *

if __name__ == "__main__":
    print("main", __doc__ is not None, ascii_lowercase[:3], iskeyword("for"), digits)


def late() -> int:
    return defined_later() + CONST


def defined_later() -> int:
    return 1


CONST = 41
print(late(), sorted(k for k in globals() if k in ("late", "CONST", "capwords", "iskeyword", "nothing")))
if CONST > 100:

    def pick() -> str:
        return "first"

else:

    def pick() -> str:
        return "second"


print(pick(), late.__module__)
