# Builtins replaced through the builtins module or shadowed by a global, in mid-loop.
# world: cpython
import builtins


def work(n: int) -> list[object]:
    out: list[object] = []
    real = builtins.len
    for i in range(n):
        out.append(len("abc") + abs(-i))
        if i == 1:
            builtins.len = lambda x: 1000
        elif i == 3:
            builtins.len = real
        elif i == 4:
            globals()["abs"] = lambda x: 0.5
        elif i == 6:
            del globals()["abs"]
    return out


print(work(9))


def ranges(n: int) -> int:
    real = builtins.range
    s = 0
    try:
        for i in range(n):
            s += i
            if i == 1:
                builtins.range = lambda k: [7]
            for j in range(2):
                s += j
    finally:
        builtins.range = real
    return s


print(ranges(4), list(range(2)))


def call_print(n: int) -> None:
    global print
    for i in range(n):
        print("line", i)
        if i == 1:
            print = lambda *a: builtins.print("shadowed", *a)
    del print


call_print(4)
print("back")
builtins.brand_new = 5


def read() -> int:
    return brand_new


print(read())
del builtins.brand_new
try:
    read()
except NameError as e:
    print(e)
