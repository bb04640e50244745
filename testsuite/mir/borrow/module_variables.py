# The list in a module variable is held by that: looking at it and writing a number into it takes no reference, and it is tested
# once.
# emit: mir shift.fast, after number
XS: list[float] = [1.0, 2.0]


def shift(n: int, d: float) -> None:
    # CHECK: global_value
    # CHECK: is_list
    # CHECK-NOT: = own
    # CHECK-NOT: is_list
    XS[n] = XS[0] + d
    XS[1] -= d
