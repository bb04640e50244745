# strict
from typing import TypedDict, Unpack


class Options(TypedDict, total=False):
    verbose: bool
    level: int


def configure(**options: Unpack[Options]) -> None:
    print(options.get("level", 0) + 1)


configure(verbose=True, level=3)
configure()
