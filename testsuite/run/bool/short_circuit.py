# and/or return an operand, evaluate left to right, and stop.
log: list[str] = []


def v(tag: str, value: object) -> object:
    log.append(tag)
    return value


def run(a: object, b: object, c: object) -> object:
    return v("a", a) and v("b", b) or v("c", c)


for a in (0, 1, "", "x", None, 2.5, []):
    for b in (0, 7):
        print(repr(run(a, b, "z")), "".join(log))
        log.clear()
print(not 0, not "x", not None, not [0], 1 and 2 and 3, 0 or "" or None, (1 and []) or {})


def both(n: int) -> int:
    hits = 0
    for i in range(n):
        if i % 2 == 0 and i % 3 == 0 or i == 7:
            hits += i
        if not (i < 5 or i > 10) and i != 8:
            hits += 1000
    return hits


print(both(20))
