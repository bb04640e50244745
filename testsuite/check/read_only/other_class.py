# A property without a setter cannot be assigned to, whichever of two classes has it.
import sys

if sys.argv:

    class Alias:
        @property
        def parameters(self) -> int:
            return 1

else:

    class Alias:
        @property
        def parameters(self) -> int:
            return 2


def change() -> None:
    alias = Alias()
    alias.parameters = 2  # error: [N0216]
