from typing import TypeGuard

def is_names(xs: list[object]) -> TypeGuard[list[str]]:
    return all(isinstance(x, str) for x in xs)

def run(xs: list[object]) -> None:
    if is_names(xs):
        xs[0].bit_length()  # error: [N0205] "`str` has no attribute `bit_length`"
