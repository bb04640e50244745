# Globals read and written in loops, by the loop's own callee, and through globals().
counter = 0
limit = 5


def bump() -> int:
    global counter
    counter += 1
    return counter


def loop(n: int) -> int:
    global limit
    s = 0
    for i in range(n):
        s += bump() * counter
        if i == 3:
            limit = 2**70
        if counter > limit:
            break
    return s


def through_dict(n: int) -> object:
    s = 0
    for i in range(n):
        if i == 2:
            globals()["limit"] = "text"
        s = limit if isinstance(limit, str) else s + 1
    return s


def make_and_delete() -> str:
    global temp
    temp = 1
    r = str(temp)
    del temp
    try:
        temp
    except NameError as e:
        return r + str(e)
    return r


print(loop(10), counter, limit)
print(through_dict(5), limit)
print(make_and_delete())
limit = 0
print(loop(3), through_dict(1))
