# `*args: *Ts` is annotated with the only item of what it unpacks.
# world: cpython
from typing import Generic, TypeVarTuple

Ts = TypeVarTuple("Ts")


def packed(*args: *Ts, key: int = 1) -> tuple[*Ts]:
    return args


class Shape(Generic[*Ts]):
    def sizes(self, *sizes: *tuple[int, ...]) -> "Shape[*Ts]":
        return self


print(packed(1, "a"), packed.__annotations__["args"] == next(iter(Ts)), packed.__annotations__["key"])
print(Shape.sizes.__annotations__, Shape[int, str])
