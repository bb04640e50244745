from typing import Final

count: int = 3
LIMIT: Final = 10

def run() -> None:
    ratio: float = 1
    ratio = 0.5
    names: list[str] = []
    names = ["a"]
    maybe: int | None = None
    maybe = LIMIT
    reveal_type(maybe)  # revealed: int
