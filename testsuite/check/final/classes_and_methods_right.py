# strict
from typing import final


class Leaf:
    pass


@final
class Twig(Leaf):
    pass


class Base:
    @final
    def run(self) -> int:
        return self.step()

    def step(self) -> int:
        return 1


class Derived(Base):
    def step(self) -> int:
        return 2


print(Derived().run(), Twig())
