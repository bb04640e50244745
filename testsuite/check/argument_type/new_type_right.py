# strict
from typing import NewType

UserId = NewType("UserId", int)


def show(user: UserId) -> str:
    return str(user + 1)


print(show(UserId(3)))
