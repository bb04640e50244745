import inspect
import itertools

from streams import chunks, running

print(list(chunks([1, 2, 3, 4, 5], 2)), list(chunks("abc", 2)), list(itertools.islice(chunks(itertools.count(), 3), 2)))
g = running()
print(next(g), g.send(5), g.send(0.5), inspect.getgeneratorstate(g), g.throw(ValueError("v")), next(g, "end"))
h = running()
next(h)
h.close()
k = running()
next(k)
del k
print(inspect.isgeneratorfunction(running), type(h).__name__, h.gi_frame, inspect.getgeneratorstate(h))


def outer():
    result = yield from chunks([1, 2], 1)
    yield result


print(list(outer()))
