# What an inlined callee raises is caught by the caller, in a loop, with what the callee did before.
def divide(log: list[int], a: int, b: int) -> int:
    log.append(a)
    return a // b


def checked(x: float) -> float:
    if x < 0.0:
        raise ValueError("negative", x)
    return x * 2.0


def run(log: list[int], bs: list[int]) -> int:
    total = 0
    for b in bs:
        try:
            total += divide(log, 100, b)
        except ZeroDivisionError as e:
            print("caught", e, total)
            total += 1
        finally:
            total += 1000
    return total


def sum_of(xs: list[float]) -> float:
    total = 0.0
    for x in xs:
        try:
            total += checked(x)
        except ValueError as e:
            print(e.args)
    return total


def uncaught(x: float) -> float:
    return checked(x) + 1.0


seen: list[int] = []
print(run(seen, [1, 2, 0, 4, 0, 7]), seen)
print(sum_of([1.0, -2.0, 3.0, -0.0, -4.5]))
try:
    uncaught(-1.0)
except ValueError as e:
    print("outside", e)
