# A complex number is two floats: none is boxed, and an absolute value that is only compared is not computed.
# emit: mir escape.fast
def escape(c: complex, limit: int) -> int:
    # CHECK: : c128
    # CHECK-NOT: box_complex
    # CHECK-NOT: f64_hypot(
    # CHECK: f64_hypot_beyond
    # CHECK-NOT: f64_hypot(
    # CHECK: mul.f64
    # CHECK-NOT: box_complex
    # CHECK: complex
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit
