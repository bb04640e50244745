# A variable that is bound once needs no parameter anywhere.
# emit: mir scale, after ssa
def scale(x: int) -> int:
    # CHECK: fn scale
    # CHECK-NOT: {{^b[0-9]+\(}}
    # CHECK-NOT: slot
    y = x
    # CHECK: return
    return y
