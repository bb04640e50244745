count: int = "three"  # error: [N0201] "expected `int`, found `str`"

def run() -> None:
    ratio: float = 1
    ratio = "half"  # error: [N0201]
    names: list[str] = [1, 2]  # error: [N0201]
    names = ["a"]
