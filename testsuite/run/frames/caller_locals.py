# The variables that frames show: to locals() and the like, to callees of bodies, and after the end.
# world: cpython
import sys


def peek(name: str) -> object:
    return sys._getframe(1).f_locals.get(name, "unset")


def fail(n: int) -> None:
    total = n * 2**61
    cell = [n]
    later = lambda: cell
    raise ValueError(later())


def after(n: int) -> list[object]:
    try:
        fail(n)
    except ValueError as error:
        assert error.__traceback__ and error.__traceback__.tb_next
        frame = error.__traceback__.tb_next.tb_frame
        return [frame.f_locals["total"], frame.f_locals["cell"], sorted(frame.f_locals)]
    return []


def evaluated(n: int) -> list[object]:
    found = [eval("n + 1"), sorted(dir())]
    try:
        eval("n + missing")
    except NameError as error:
        found.append(str(error))
    n += 1
    exec("found.append(n)")
    return found


class Body:
    attribute = 1
    seen = peek("attribute")
    own = sorted(name for name in locals() if name[0] != "_")


def own(a: int, b: int = 2) -> list[str]:
    c = a + b
    before = sorted(locals())
    d = c
    return before + sorted(locals())


def names(x: int) -> list[str]:
    y = x
    return sorted(vars())


print(after(5), evaluated(1), Body.seen, Body.own)
print(own(1), names(1))


def module_name() -> str:
    return sys._getframe(1).f_globals["__name__"]


print(module_name(), peek("peek") is peek)


def checked(expression: str, globals: object = None) -> object:
    code = compile(expression, "checked", "eval")

    def check(*args: object) -> object:
        return eval(code, globals, None), sys._getframe(0).f_code.co_freevars, sorted(locals())  # type: ignore[arg-type]

    return check


class Above:
    def method(self) -> str:
        return "method"


class Below(Above):
    def method(self) -> str:
        del self
        try:
            return str(super())
        except RuntimeError as error:
            return str(error)


print(checked("args[1]")(1, 2), Below().method(), peek("peek") is peek)  # type: ignore[operator]
