# UnboundLocalError and NameError at exactly the read, after earlier effects.
log: list[str] = []


def maybe(n: int) -> int:
    if n > 0:
        x = n
    log.append("before")
    return x + 1


def deleted(n: int) -> int:
    x = n
    log.append("a")
    if n == 1:
        del x
    log.append("b")
    return x


def loop_var(n: int) -> int:
    for i in range(n):
        pass
    return i


def double_delete() -> None:
    x = 1
    del x
    del x


def handler_name() -> object:
    e = "outer"
    try:
        raise ValueError("v")
    except ValueError as e:
        log.append(str(e))
    return e


def in_loop(n: int) -> int:
    s = 0
    for i in range(n):
        if i == 3:
            del s
        s += i
    return s


def unknown() -> object:
    log.append("u")
    return undefined_name


for f, args in ((maybe, (1,)), (maybe, (0,)), (deleted, (0,)), (deleted, (1,)), (loop_var, (3,)), (loop_var, (0,)),
                (double_delete, ()), (handler_name, ()), (in_loop, (3,)), (in_loop, (9,)), (unknown, ())):
    try:
        print(f(*args))
    except UnboundLocalError as e:
        print("UnboundLocalError", e)
    except NameError as e:
        print("NameError", e)
print(log)
