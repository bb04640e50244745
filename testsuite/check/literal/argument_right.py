from typing import Literal

Mode = Literal["read", "write"]

def open_it(mode: Mode) -> None:
    if mode == "read":
        reveal_type(mode)  # revealed: Literal["read"]
    else:
        reveal_type(mode)  # revealed: Literal["write"]

open_it("read")
choice: Mode = "write"
open_it(choice)
