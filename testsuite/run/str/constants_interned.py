# Constants that could be names are interned, as those of the interpreter; others need not be.

import sys

PLAIN = "ROUND_UP"
PARTS = ("spam", "eggs_1", "")


def same(a: str, b: str) -> bool:
    return a is b


print(same(PLAIN, sys.intern("".join(["ROUND", "_UP"]))))
print([same(part, sys.intern("".join(list(part)))) for part in PARTS])
print(same({"key_of_dict": 1}.popitem()[0], sys.intern("key_of" + "_dict"[:])))
