# A global function is rebound by its caller's loop, by itself, and by a callee.
def step(x: int) -> int:
    return x + 1


def other(x: int) -> int:
    return x * 10


def run(n: int) -> int:
    global step
    x = 1
    for i in range(n):
        x = step(x)
        if i == 2:
            step = other
        if i == 4:
            step = lambda v: v - 0.5
    return x


print(run(3))
step_saved = other


def once(x: int) -> int:
    global once
    once = lambda v: v * 2
    return x + 1


def use_once(n: int) -> list[int]:
    return [once(i) for i in range(n)]


print(use_once(4), run(2), step(5))


def trigger(i: int) -> int:
    global target
    if i == 3:
        target = str
    return i


def target(x: int) -> int:
    return x * x


def both(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        out.append(target(trigger(i)))
    return out


print(both(6))
