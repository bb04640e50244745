# send, priming, yield as expression in the middle of one, and its errors.
def averager() -> object:
    total = 0
    n = 0
    avg = None
    while True:
        x = yield avg
        if x is None:
            return "done", n
        total += x
        n += 1
        avg = total / n


g = averager()
print(next(g), g.send(10), g.send(20), g.send(2.5), g.send(2**70))
try:
    g.send(None)
except StopIteration as e:
    print(e.value)
h = averager()
try:
    h.send(1)
except TypeError as e:
    print(e)
log: list[object] = []


def v(x: object) -> object:
    log.append(x)
    return x


def middle() -> object:
    r = v(1) + (yield "a") * v(2) + (yield "b")
    yield r
    xs = [v(3), (yield), v(4)]
    yield xs
    d = {(yield "key"): (yield "value")}
    yield d


m = middle()
print(next(m), m.send(10), log, m.send(5), log, next(m), m.send("x"), log)
print(next(m), m.send("k"), m.send("v"))
