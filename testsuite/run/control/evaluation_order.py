# Operands, arguments, targets: left to right, exceptions between effects.
log: list[object] = []


def v(x: object) -> object:
    log.append(x)
    return x


def boom(x: object) -> object:
    log.append(f"boom{x}")
    raise ValueError(x)


def f(*args: object, **kwargs: object) -> object:
    log.append("f")
    return None


def case(n: int) -> None:
    if n == 0:
        v(1) + v(2) * boom(3) + v(4)
    elif n == 1:
        f(v(1), *v([2]), k=v(3), **boom(4))
    elif n == 2:
        v([0])[v(0)] = boom(1)
    elif n == 3:
        boom(0)[v(1)] = v(2)
    elif n == 4:
        x, boom(1)[0], z = v((1, 2, 3))
    elif n == 5:
        v(1) < v(2) < boom(3) < v(4)
    elif n == 6:
        [v(1), boom(2), v(3)]
    elif n == 7:
        v(1) if boom(2) else v(3)
    elif n == 8:
        v(0) or v("") or boom(1) or v(2)
    elif n == 9:
        boom("f")(v(1))
    elif n == 10:
        v("obj").nothing(v(1))
    elif n == 11:
        -boom(1) + v(2)
    elif n == 12:
        f(v(1), k=boom(2), j=v(3))


for n in range(13):
    try:
        case(n)
    except (ValueError, AttributeError) as e:
        log.append(type(e).__name__)
    print(n, log)
    log.clear()
