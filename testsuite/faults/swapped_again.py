# An inlined function that leaves before it did anything is called after all, with the arguments of the call.
# fault: swapped_again
def minus(a: int, b: int) -> int:
    return a * 3 - b


def run(n: int) -> int:
    x = 1
    for i in range(n):
        x = minus(x, i)
    return x


print(run(100))
