# An inlined function that leaves behind an effect goes on with what it knows in its own variables.
# fault: swapped_resume
def store(xs: list[int], a: int, b: int) -> int:
    xs[0] = b
    return a * 30 - b


def run(n: int) -> int:
    xs = [0]
    x = 1
    for i in range(n):
        x = store(xs, x, i) % 1000000000000000003
    return x + xs[0]


print(run(1000))
