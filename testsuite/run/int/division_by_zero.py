# Division by zero in the middle of an expression, after effects that must happen once.
log: list[str] = []


def note(tag: str, value: int) -> int:
    log.append(tag)
    return value


def mix(a: int, b: int) -> int:
    return note("a", a) + note("b", a) // note("c", b) + note("d", 1)


def remainder(a: int, b: int) -> int:
    return note("e", a) * note("f", 2) + a % b


def true(a: int, b: int) -> float:
    return a / b


for f in (mix, remainder, true):
    for b in (2, 0, -3):
        try:
            print(f(9, b))
        except ZeroDivisionError as e:
            print(type(e).__name__)
        print(log)
        log.clear()
