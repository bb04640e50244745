# else of for and while: runs unless broken out of; continue and return interplay.
def find(xs: list[int], x: int) -> str:
    for i, y in enumerate(xs):
        if y == x:
            r = f"at {i}"
            break
    else:
        r = "none"
    return r


def countdown(n: int, stop: int) -> str:
    while n > 0:
        n -= 1
        if n == stop:
            break
        continue
    else:
        return f"ran out {n}"
    return f"stopped {n}"


def nested(n: int) -> list[str]:
    out = []
    for i in range(n):
        for j in range(n):
            if j == 2:
                break
            if i == j:
                continue
            out.append(f"{i}{j}")
        else:
            out.append("inner else")
            continue
        if i == 3:
            break
    else:
        out.append("outer else")
    return out


print(find([1, 2, 3], 2), find([], 2), find([1.5, 2.0], 2), countdown(5, 2), countdown(5, 9), countdown(0, 0))
print(nested(1), nested(2), nested(3), nested(6))
