from enum import Enum

class Color(Enum):
    RED = 1
    BLUE = 2

def name(color: Color) -> str:
    match color:
        case Color.RED:
            return "red"
        case Color.BLUE:
            return "blue"

def same(color: Color) -> str:
    if color is Color.RED:
        return "red"
    elif color is Color.BLUE:
        return "blue"

def size(x: int | str) -> int:
    match x:
        case int():
            return x
        case str():
            return len(x)
