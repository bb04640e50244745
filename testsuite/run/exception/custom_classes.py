# Exception subclasses with their own __init__, __str__, attributes and inheritance.
class AppError(Exception):
    def __init__(self, code: int, message: str = "app") -> None:
        super().__init__(code, message)
        self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {self.args[1]}"


class Fatal(AppError):
    level = 9


def fail(n: int) -> int:
    if n == 1:
        raise AppError(n)
    if n == 2:
        raise Fatal(n, "fatal")
    if n == 3:
        raise Fatal
    return n


for n in range(4):
    try:
        print(fail(n))
    except Fatal as e:
        print("fatal", e, e.code, e.level, e.args)
    except AppError as e:
        print("app", e, repr(e), e.args)
    except TypeError as e:
        print("TypeError")


class Silent(Exception):
    pass


print(repr(Silent()), str(Silent("a")), str(Silent("a", 1)), Silent("x").args, isinstance(Fatal(1), Exception), issubclass(Fatal, AppError))
e = ValueError("note")
e.extra = 5
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.extra, caught.__traceback__ is not None)
