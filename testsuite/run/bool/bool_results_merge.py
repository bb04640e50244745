# A variable that is a bool on one path and an int or None on the other.
def pick(n: int) -> object:
    if n > 2:
        r = n == 5
    elif n > 0:
        r = n
    else:
        r = None
    return r


def toggles(n: int) -> tuple[object, int]:
    flag = 0
    changes = 0
    for i in range(n):
        if i % 3 == 0:
            flag = not flag
            changes += 1
        if i == 50:
            flag = 2
    return flag, changes


print([pick(n) for n in (-1, 0, 1, 2, 3, 5)])
print(toggles(0), toggles(1), toggles(49), toggles(51), toggles(52), toggles(100))
