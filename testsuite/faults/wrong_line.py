# Tracebacks show the line that raised.
# fault: wrong_line
def inner(xs: list[int], i: int) -> int:
    a = 1
    b = 2
    return a + b + xs[i]


def outer(n: int) -> int:
    return inner([1, 2], n)


try:
    outer(5)
except IndexError as error:
    traceback = error.__traceback__
    while traceback is not None:
        print(traceback.tb_lineno)
        traceback = traceback.tb_next
