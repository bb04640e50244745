# strict
from typing import Final

LIMIT: Final = 10


class Config:
    depth: Final[int] = 3
    root: Final[str]

    def __init__(self, path: str) -> None:
        self.path: Final = path
        self.root = path

    def moved(self, path: str) -> "Config":
        return Config(path + self.root)


print(Config("a").moved("b").path.upper(), LIMIT + 1)
