# What was read already is not read again, and a guard that holds already is not tested again.
# emit: mir twice.fast
def twice(xs: list[int], i: int) -> int:
    # CHECK: list_len
    # CHECK-NOT: list_len
    # CHECK: return
    return xs[i] * xs[i]
