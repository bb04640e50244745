# A keyword behind `**` that names what the mapping has is an error; those that do not come in the order of writing.
def show(*args: object, **kwargs: object) -> object:
    return args, kwargs


def told(name: object) -> object:
    print("evaluated", name)
    return name


class Meta(type):
    def __new__(mcs, name, bases, namespace, **kwargs):
        print(name, kwargs)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)


for call in (
    lambda: show(**{"x": 1}, x=2),
    lambda: show(**{"x": 1}, y=told("y"), x=told("x"), **{"z": told("z")}),
    lambda: show(x=1, **{"x": 2}),
    lambda: show(a=1, **{"x": 1}, y=2, **{"a": 3}),
    lambda: show(**{"x": 1}, y=2, **{"z": 3}, w=4),
    lambda: show(b=1, **{"a": 2}, **{}, c=3),
    lambda: show(*"ab", **{"x": 1}, y=2),
    lambda: show(**{"x": 1}, **{1: 2}),
    lambda: show(**{"x": 1}, y=2, **5),
):
    try:
        print(call())
    except TypeError as error:
        print(error)


class Made(metaclass=Meta, **{"a": 1}, b=2):
    pass
