# A property without a setter is one class's; what an import may give instead is not known.
import typing

if hasattr(typing, "Alias"):
    Alias = typing.Alias
else:

    class Alias:
        @property
        def parameters(self) -> int:
            return 1


def change() -> None:
    alias = Alias()
    alias.parameters = 2
