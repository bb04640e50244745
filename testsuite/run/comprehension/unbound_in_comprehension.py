# A variable of the function that is not bound yet, read in a comprehension: free there before CPython 3.12.
# world: cpython
import sys


def unbound(kind: int) -> object:
    if kind == 0:
        return [later for _ in range(1)]
    if kind == 1:
        return {_ for _ in range(1) if later}
    if kind == 2:
        return {_: [later for _ in range(1)] for _ in range(1)}
    if kind == 3:
        return [item for item in later]
    if kind == 4:
        return [inner for _ in range(1) for inner in range(inner)]
    later = [1]
    return later


for kind in range(6):
    try:
        print(kind, unbound(kind))
    except NameError as error:
        is_free = kind < 3 and sys.version_info < (3, 12)
        print(kind, ("free variable" in str(error)) == is_free, isinstance(error, UnboundLocalError) != is_free)
