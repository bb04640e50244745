def ids(names: list[str]) -> list[int]:
    return names  # error: [N0202] "expected `list[int]`, found `list[str]`"

def pair(a: int) -> tuple[int, str]:
    return (a, a)  # error: [N0202]
