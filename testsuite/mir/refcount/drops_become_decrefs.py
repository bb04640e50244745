# After the pass no drop is left: each became a decref, on every way out.
# emit: mir join, after refcount
def join(a: str, b: str) -> str:
    # CHECK: fn join
    # CHECK-NOT: {{\bdrop\b}}
    # CHECK: call rt {{.*add}}
    c = a + b
    # CHECK: decref
    # CHECK: return
    return c


# CHECK-NOT: {{\bdrop\b}}
