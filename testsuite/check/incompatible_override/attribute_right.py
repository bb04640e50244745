# strict
class Base:
    limit: float = 0
    name: str

    def __init__(self) -> None:
        self.name = ""


class Derived(Base):
    limit = 3


print(Derived().limit + 1)
