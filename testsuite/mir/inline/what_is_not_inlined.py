# Loops are not inlined, nor functions that run Python code on every way; of a recursion one level is.
# emit: mir run.fast, after inline
def looping(n: int) -> int:
    s = 0
    while n > 0:
        s += n
        n -= 1
    return s


def calling(x: object) -> int:
    return hash(x)


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run(n: int) -> int:
    # CHECK: {{= call fn1.fast}}
    # CHECK: {{= call fn2.fast}}
    # CHECK: lt.i64
    # CHECK: {{= call fn3.fast}}
    # CHECK-NOT: {{= call fn3.fast}}
    return looping(n) + calling("x") + fib(n)
