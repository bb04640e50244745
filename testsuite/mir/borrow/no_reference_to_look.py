# To look through a variable at what it holds takes no reference.
# emit: mir last.fast
def last(xs: list[int]) -> int:
    # CHECK-NOT: = own
    # CHECK: list_item
    # CHECK-NOT: decref
    # CHECK: return
    return xs[-1]
