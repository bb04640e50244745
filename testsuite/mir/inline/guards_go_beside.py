# A call of a small function becomes its usual way; where that would leave, the call is made after all.
# emit: mir run.fast, after inline
def step(x: int, i: int) -> int:
    return x * 31 + i


def run(n: int) -> int:
    x = 1
    for i in range(n):
        # CHECK: mul.i64 fits
        # CHECK: {{guard v[0-9]+, b[0-9]+ else b[0-9]+}}
        # CHECK: call fn1.fast
        x = step(x, i)
    return x
