# A module that is reloaded is executed again, in the same variables; one that is imported anew has its own.
import importlib
import sys

import counted

old_times, old_class = counted.times, counted.Kept
counted.extra = "kept"
counted.__doc__ = None
print(importlib.reload(counted) is counted, counted.runs, counted.extra, counted.__doc__)
print(counted.times is old_times, old_times(10), counted.times(10), counted.Kept is old_class)
importlib.reload(counted)
print(counted.runs, old_times(10))

del sys.modules["counted"]
import counted as another

print(another is counted, another.runs, counted.runs, another.times(10), old_times(10), hasattr(another, "extra"))
