# strict
from typing import Callable, Generic, Sequence, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()

    def peek(self) -> T | None:
        return self.items[-1] if self.items else None

    def map(self, f: Callable[[T], R]) -> "Stack[R]":
        mapped: Stack[R] = Stack()
        for item in self.items:
            mapped.push(f(item))
        return mapped


def first(xs: Sequence[T]) -> T:
    return xs[0]


stack: Stack[int] = Stack()
stack.push(1)
print(stack.pop().bit_length(), stack.map(str).pop().upper(), first(["a"]).upper())
