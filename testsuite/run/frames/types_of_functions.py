# The types of functions, generators and coroutines, as `type` and `__class__` say them.
# world: cpython

import copy
import types


def function():
    pass


def generator():
    yield


async def coroutine():
    pass


async def asynchronous_generator():
    yield


class Class:
    def method(self):
        pass


made = coroutine()
for value, kind in [
    (function, types.FunctionType),
    (lambda: 0, types.LambdaType),
    (Class.method, types.FunctionType),
    (Class().method, types.MethodType),
    (generator(), types.GeneratorType),
    ((x for x in ()), types.GeneratorType),
    (made, types.CoroutineType),
    (asynchronous_generator(), types.AsyncGeneratorType),
]:
    print(type(value) is kind, value.__class__ is kind, isinstance(value, kind), type(value).__name__)
    print(type(value) in {kind}, type(value) == kind, repr(type(value)))
made.close()
print(copy.copy(function) is function, copy.deepcopy([function])[0] is function)


def coroutine_by_decorator():
    return "done"
    yield


print(types.coroutine(coroutine_by_decorator) is coroutine_by_decorator)
counting = iter(range(3))


def counts():
    yield from counting


counter = counts()
print(type(counter).__next__(counter), type(counter).send(counter, None), type(counter).__name__)
for value in function, generator():
    try:
        value.__class__ = Class
    except TypeError as error:
        print(type(error).__name__)
