# throw into a generator: at a yield in try, in finally, before the start, after the end.
def worker() -> object:
    n = 0
    while True:
        try:
            x = yield n
            n += x
        except ValueError as e:
            n = -1
            yield f"caught {e}"
        except KeyError:
            return "key"
        finally:
            n += 100


g = worker()
print(next(g), g.send(1), g.throw(ValueError("v")), next(g), g.send(5))
try:
    g.throw(KeyError("k"))
except StopIteration as e:
    print("stop", e.value)
try:
    g.throw(IndexError("late"))
except IndexError as e:
    print("IndexError", e)
h = worker()
try:
    h.throw(ValueError("early"))
except ValueError as e:
    print("early:", e)
print(next(h, "exhausted"))
k = worker()
next(k)
try:
    k.throw(TypeError("t"))
except TypeError as e:
    print(type(e).__name__, e)


def chained() -> object:
    try:
        yield 1
    except ValueError:
        raise RuntimeError("new")


c = chained()
next(c)
try:
    c.throw(ValueError("old"))
except RuntimeError as e:
    print(e, repr(e.__context__))
