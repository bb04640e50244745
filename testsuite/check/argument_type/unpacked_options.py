# strict
from typing import TypedDict, Unpack


class Options(TypedDict, total=False):
    verbose: bool
    level: int


def configure(**options: Unpack[Options]) -> None:
    options["level"].upper()  # error: [N0205] "`int` has no attribute `upper`"


configure(verbose="yes")  # error: [N0203] "expected `bool`, found `str`"
configure(volume=3)  # error: [N0204] "`configure` has no parameter `volume`"
