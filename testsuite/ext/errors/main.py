import sys
import traceback

import faulty
from faulty import Faulty, call, deep, divide


def lines(e):
    return [(s.name, s.lineno) for s in traceback.extract_tb(e.__traceback__)]


try:
    divide(5, 0)
except Faulty as e:
    print(repr(e), e.code, repr(e.__cause__), lines(e)[1:], lines(e.__cause__))


def fail(x):
    raise x


print(call(fail, KeyError("k")))
try:
    call(fail, IndexError("i"))
except IndexError as e:
    print(e, [name for name, _ in lines(e)])
try:
    deep(3, lambda: 1 // 0)
except ZeroDivisionError as e:
    print(lines(e)[1:-1])


def recurse():
    return deep(5, recurse)


try:
    recurse()
except RecursionError as e:
    print(type(e).__name__)
print(deep(2, lambda: len(sys.exc_info())), sys.exc_info(), deep(2, lambda: "x".count("x")))
