# The loop variable may be rebound in the body; the range goes on; its last value survives.
def rebind(n: int) -> list[int]:
    seen = []
    for i in range(n):
        seen.append(i)
        i = i * 100 + 2**62
        seen.append(i)
    seen.append(i)
    return seen


def empty(n: int) -> object:
    i = "before"
    for i in range(n):
        pass
    return i


print(rebind(3))
print(empty(0), empty(5), empty(-5))
