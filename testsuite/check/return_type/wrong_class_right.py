from typing import Optional

def name(n: int) -> Optional[str]:
    if n > 0:
        return str(n)
    return None

def nothing() -> None:
    return

def ratio(a: int, b: int) -> float:
    return a // b

def evens(n: int) -> list[int]:
    return [i for i in range(n) if i % 2 == 0]
