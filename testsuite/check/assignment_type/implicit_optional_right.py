from typing import Any

def greet(name: str = None, times: int = None) -> str:
    if times is None:
        times = 1
    return name.upper() * times

greet(None)
greet("x", times=None)
anything: Any = 3
anything.whatever()
