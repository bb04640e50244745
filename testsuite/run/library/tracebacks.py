# Tracebacks as objects and text, and what the system cannot give.
import sys
import traceback


def f(x):
    return g(x) + 1


def g(x):
    return 10 / x


try:
    f(0)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_lineno, e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_next)
    print(sys.exc_info()[0].__name__, sys.exc_info()[2].tb_lineno)
    print(traceback.format_exc().splitlines()[-1], traceback.format_exception_only(e))
    print(ValueError(1).with_traceback(e.__traceback__).__traceback__.tb_lineno)
try:
    try:
        f(0)
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e
except ValueError as e:
    print(repr(e.__cause__), e.__cause__ is e.__context__)
sys.setrecursionlimit(5000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(4000))


def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as e:
    print(type(e).__name__)
for huge in (lambda: [0] * 10**18, lambda: "a" * 10**18, lambda: b"a" * 10**18, lambda: (1,) * 10**18):
    try:
        huge()
    except MemoryError as e:
        print("MemoryError", e)
