# A `NewType` is a type of its own: what it is made of is not one.
# strict
from typing import NewType

UserId = NewType("UserId", int)
AdminId = NewType("AdminId", UserId)
OrderId = NewType("OrderId", int)


def load(user: UserId) -> None: ...


def load_all(users: list[UserId]) -> None: ...


load(3)  # error: [N0203] "expected `UserId`"
load(OrderId(3))  # error: [N0203] "expected `UserId`, found `OrderId`"
load_all([3])  # error: [N0203]
admin: AdminId = UserId(3)  # error: [N0201]
