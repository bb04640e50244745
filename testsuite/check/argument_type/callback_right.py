from collections.abc import Callable

def apply(f: Callable[[int], str], n: int) -> str:
    return f(n)

def spell(n: float) -> str:
    return str(n)

class Speller:
    def __call__(self, n: int) -> str:
        return str(n)

apply(spell, 1)
apply(str, 1)
apply(lambda n: str(n + 1), 1)
apply(Speller(), 1)
