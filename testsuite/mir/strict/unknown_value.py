# Strict: what nothing is known of is checked where a type is declared for it, and goes through entries.
# strict
# emit: mir read.generic

from typing import Any


def half(x: float) -> float:
    return x / 2


def read(value: Any) -> float:
    x: float = value
    return half(value) + half(x)


# CHECK: law_check
# CHECK: rt call
# CHECK: rt call
