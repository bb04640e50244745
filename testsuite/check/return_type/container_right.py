def ids(names: list[str]) -> list[int]:
    return [len(name) for name in names]

def pair(a: int) -> tuple[int, str]:
    return a, str(a)

def index(names: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        found.setdefault(name, []).append(i)
    return found
