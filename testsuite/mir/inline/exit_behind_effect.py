# Behind an effect, an inlined function that leaves goes on in its generic version.
# emit: mir run.fast, after refcount
def store(xs: list[int], a: int, b: int) -> int:
    xs[0] = b
    return a * 30


def run(xs: list[int], n: int) -> int:
    x = 1
    for i in range(n):
        # CHECK: call fn1.fast
        # CHECK: list_store_i64
        # CHECK: mul.i64 fits
        # CHECK: call fn1.generic at
        x = store(xs, x, i)
    return x
