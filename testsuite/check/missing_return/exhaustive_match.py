from enum import Enum

class Color(Enum):
    RED = 1
    BLUE = 2

def name(color: Color) -> str:  # error: [N0303]
    match color:
        case Color.RED:
            return "red"
