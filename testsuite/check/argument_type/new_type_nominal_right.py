# A `NewType` is acceptable as what it is made of, and works like it.
# strict
from typing import NewType

UserId = NewType("UserId", int)
AdminId = NewType("AdminId", UserId)


def load(user: UserId) -> int:
    reveal_type(user)  # revealed: UserId
    reveal_type(user + 1)  # revealed: int
    return user


def load_all(users: list[UserId]) -> list[int]:
    return [user + 1 for user in users]


load(UserId(3))
load(AdminId(UserId(3)))
load_all([UserId(1), AdminId(UserId(2))])
count: int = UserId(3)
if load(UserId(3)) == UserId(3):
    print({UserId(1): "one"}[UserId(1)])
