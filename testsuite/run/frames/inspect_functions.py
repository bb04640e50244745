# inspect and typing look at compiled functions as at any other.
# interpreted: a function made from a code object by hand has no compiled body
# world: cpython
import inspect
import types
import typing


def f(a: int, b: float = 2.5, *args: str, c: bool = True, **kw: object) -> list[int]:
    """Doc."""
    return [a]


class C:
    def m(self, x: int) -> None:
        pass

    @staticmethod
    def s(x: int = 1) -> None:
        pass


def gen(n: int) -> object:
    yield n


print(inspect.signature(f), inspect.signature(C.m), inspect.signature(C().m), inspect.signature(C.s))
print(inspect.isfunction(f), inspect.ismethod(C().m), isinstance(f, types.FunctionType), isinstance(C().m, types.MethodType))
print(inspect.isgeneratorfunction(gen), isinstance(gen(1), types.GeneratorType), inspect.getgeneratorstate(gen(1)))
print(typing.get_type_hints(f), inspect.getdoc(f), inspect.getsource(C.m).strip().splitlines()[0])
print(f.__code__.co_flags & inspect.CO_VARARGS != 0, f.__code__.co_firstlineno, inspect.unwrap(f) is f)
bound = inspect.signature(f).bind(1, c=False)
bound.apply_defaults()
print(bound.args, bound.kwargs)
g = types.FunctionType(f.__code__, {}, "copy", (9,))
print(g(5, c=1), g.__name__, g.__defaults__)
