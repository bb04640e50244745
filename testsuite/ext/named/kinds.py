import pickle
import sys
from collections import namedtuple
from enum import Enum
from typing import NamedTuple, NewType, TypeVar

Point = namedtuple("Point", "x y")
T = TypeVar("T")
Color = Enum("Color", "RED GREEN")
Id = NewType("Id", int)


class Class:
    Inner = namedtuple("Inner", "x")


class Typed(NamedTuple):
    x: int


def numbered(n: int) -> object:
    return namedtuple("Numbered", "x" * n)


def enumerated():
    return Enum("Enumerated", "A")


def generated():
    yield namedtuple("Generated", "x")


def nested():
    return (lambda: TypeVar("Nested"))()


def copy(value):
    return pickle.loads(pickle.dumps(value))
