# What `callable` has shown to be callable can be called, whatever else is known of it.
# strict
from typing import TypeVar

T = TypeVar("T")


def call(x: object) -> str:
    if callable(x):
        return str(x())
    return "no"


def wrap(x: T) -> T:
    if callable(x):
        x()
    return x


def any_of(*values: object) -> bool:
    return any(values) and any([0, False]) and all([1, None])


call(len)
wrap(print)
any_of(1, "a")
