"""Counts how often it was executed."""

try:
    runs += 1
except NameError:
    runs = 1


def times(n: int) -> int:
    return runs * n


class Kept:
    pass
