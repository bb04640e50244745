import importlib
import sys

import facts
from facts import *

print(visible(), visible(), facts.count, count, facts.hidden, facts.dyn_x, hasattr(facts, "nope"))
print(sys.modules["facts"] is facts, facts.__name__, facts.__spec__.name, importlib.import_module("facts") is facts)
print(facts.visible.__globals__ is vars(facts), "hidden" in globals(), sorted(n for n in vars(facts) if not n.startswith("__")))
facts.count = 40.5
print(visible(), vars(facts)["count"])
del facts.count
try:
    visible()
except NameError as e:
    print(e)
