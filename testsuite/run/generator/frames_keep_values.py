# A generator keeps many kinds of local alive across yields: loop states, temporaries, handled exceptions.
def mixed(xs: list[int]) -> object:
    s = 0
    f = 1.5
    text = "t"
    flag = False
    for i, x in enumerate(xs):
        for k in (1, 2):
            s += x * k
            f *= 1.5
            text += str(k)
            flag = not flag
            yield i, k, s, round(f, 3), text, flag
        try:
            s // (x - 2)
        except ZeroDivisionError as e:
            yield type(e).__name__
            yield str(e) != ""


for row in mixed([1, 2, 0.5]):
    print(row)


def interleave(*gs: object) -> object:
    active = list(gs)
    while active:
        for g in list(active):
            try:
                yield next(g)
            except StopIteration:
                active.remove(g)


print(list(interleave((i for i in range(3)), iter("ab"), (x * 0.5 for x in [1, 2, 3, 4]))))


def context() -> object:
    try:
        raise ValueError("outer")
    except ValueError:
        yield 1
        try:
            raise KeyError("inner")
        except KeyError as e:
            yield repr(e.__context__)
    yield 2


try:
    raise RuntimeError("caller")
except RuntimeError:
    print(list(context()))
