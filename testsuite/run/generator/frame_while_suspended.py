# gi_frame of a generator that waits for another, and of one that is finished.
# world: cpython


def inner():
    yield 1
    yield 2


def outer():
    yield from inner()


generator = outer()
print(next(generator), generator.gi_frame.f_back, generator.gi_frame.f_lineno)
print(list(generator), generator.gi_frame)
