"""Exceptions that cross the border both ways."""


class Faulty(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def divide(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError as e:
        raise Faulty(a) from e


def call(f: object, x: object) -> object:
    try:
        return f(x)
    except KeyError as e:
        return f"handled {e}"
    finally:
        print("finally")


def deep(n: int, f: object) -> int:
    if n == 0:
        return f()
    return deep(n - 1, f) + 1
