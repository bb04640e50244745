# strict
from typing import Final

LIMIT: Final = 10
LIMIT = 20  # error: [N0215] "`LIMIT` is final: it is assigned once"


class Config:
    depth: Final[int] = 3

    def __init__(self, path: str) -> None:
        self.path: Final = path

    def move(self, path: str) -> None:
        self.path = path  # error: [N0215] "`path` is final: it is assigned once"
        self.depth += 1  # error: [N0215] "`depth` is final: it is assigned once"
