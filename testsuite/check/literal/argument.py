from typing import Literal

Mode = Literal["read", "write"]

def open_it(mode: Mode) -> None:
    print(mode)

open_it("raed")  # error: [N0203] "Literal"
