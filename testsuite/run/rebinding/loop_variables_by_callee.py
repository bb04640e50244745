# Globals that a loop uses as bound, step and list are rebound by the functions it calls.
data = [1, 2, 3, 4]
scale = 2
limit = 100


def disturb(i: int) -> int:
    global data, scale, limit
    if i == 1:
        scale = 0.5
    elif i == 2:
        data = [10, 20, 30, 40, 50, 60]
    elif i == 4:
        limit = 3
        data.append(2**64)
    return i


def by_index() -> list[object]:
    out: list[object] = []
    i = 0
    while i < len(data) and i < limit:
        out.append(data[i] * scale)
        disturb(i)
        i += 1
    return out


def by_iter() -> list[object]:
    out: list[object] = []
    for x in data:
        out.append(x * scale)
        disturb(len(out))
    return out


print(by_index())
data, scale, limit = [1, 2, 3, 4], 2, 100
print(by_iter(), len(data), scale, limit)
