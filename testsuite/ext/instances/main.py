# A module may have several instances: imported anew, and in other interpreters. Each has variables of its own.
import sys

import told

CODE = """
import sys
sys.path[:0] = {path!r}
import told
print(told.add(1, 2), list(told.counted(3)), told.adder(3)(4), told.Point(1.5).doubled(), told.calls)
try:
    told.add(1)
except TypeError as error:
    print(error)
"""


def others() -> None:
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        import _interpreters as interpreters
    make = interpreters.create
    for _ in range(2):
        other = make("legacy") if sys.version_info >= (3, 13) else make(isolated=False)
        sys.stdout.flush()
        print(interpreters.run_string(other, CODE.format(path=sys.path)))
        interpreters.destroy(other)
    # One that has a lock of its own, where there are such.
    other = make()
    sys.stdout.flush()
    print(interpreters.run_string(other, CODE.format(path=sys.path)))
    interpreters.destroy(other)


print(told.add(1, 2), list(told.counted(2)), told.calls)
others()
first = told
del sys.modules["told"]
import told

print(told is first, told.add(5, 6), told.calls, first.add(7, 8), first.calls)
print(list(told.counted(3)), told.adder(1)(2), told.Point(2.0).doubled(), isinstance(told.Point(1.0), first.Point))
print(first.adder(1)(2), first.Point(2.0).doubled(), told.calls, first.calls)
