# assert: message evaluated only on failure, any object as message.
log: list[str] = []


def msg(x: object) -> object:
    log.append("msg")
    return x


def check(x: int) -> int:
    assert x > 0, msg(("neg", x))
    assert x < 100
    return x


for x in (1, -1, 100, 0.5, 2**70):
    try:
        print(check(x))
    except AssertionError as e:
        print("failed", e.args)
print(log)


def loop(xs: list[int]) -> int:
    n = 0
    for x in xs:
        try:
            assert x % 2 == 0, x
            n += 1
        except AssertionError as e:
            n += e.args[0] * 10
    return n


print(loop([1, 2, 3, 4]))
