# strict
from typing import NewType

UserId = NewType("UserId", int)

UserId("a")  # error: [N0203] "expected `int`, found `str`"
UserId()  # error: [N0204] "this needs `item`"
