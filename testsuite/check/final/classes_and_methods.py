# strict
from typing import final


@final
class Leaf:
    pass


class Twig(Leaf):  # error: [N0215] "`Leaf` is final: nothing derives from it"
    pass


class Base:
    @final
    def run(self) -> int:
        return 1


class Derived(Base):
    def run(self) -> int:  # error: [N0215] "`run` is final in `Base`: it is not overridden"
        return 2
