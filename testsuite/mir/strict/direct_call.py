# Strict: an argument of unknown type goes through the entry; one of a known type does not.
# strict
# emit: mir read.fast

from typing import Any


def half(x: float) -> float:
    return x / 2


def read(value: Any, x: float) -> float:
    return half(value) + half(x)


# CHECK: rt global_get
# CHECK: rt call(
# CHECK: rt global_function
# CHECK: call fn{{[0-9]+}}.fast(v1)
