# strict
class Base:
    limit: int = 0
    name: str

    def __init__(self) -> None:
        self.name = ""


class Derived(Base):
    limit: str = ""  # error: [N0213] "`limit` is a `int` in `Base`, and `str` here"
