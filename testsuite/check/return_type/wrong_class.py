def name(n: int) -> str:
    if n > 0:
        return n  # error: [N0202] "expected `str`, found `int`"
    return None  # error: [N0202] "found `None`"

def nothing() -> None:
    return 1  # error: [N0202]

def bare() -> int:
    return  # error: [N0202] "expected `int`, found `None`"
