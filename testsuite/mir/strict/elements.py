# Strict: untyped code can reach the elements of a list, so they keep their test.
# strict
# emit: mir first.fast


def first(xs: list[int]) -> int:
    return xs[0]


# CHECK: list_item
# CHECK: is_int
