# Variables become values; what a loop changes becomes parameters of its header.
# emit: mir total, after ssa
def total(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s = s + x  # CHECK: {{^b[0-9]+\(v[0-9]+: boxed}}
    return s


# CHECK: call rt {{.*add}}
# CHECK-NOT: get slot
# CHECK-NOT: set slot
