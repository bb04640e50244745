# strict
from typing import Self


class Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def add(self, part: str) -> Self:
        self.parts.append(part)
        return self

    @classmethod
    def of(cls, part: str) -> Self:
        return cls().add(part)


class Loud(Builder):
    def shout(self) -> str:
        return "!".join(self.parts)


print(Loud.of("a").add("b").shout())
