# A subclass of int with overridden operators passed for int.
class Mod7(int):
    def __add__(self, o: int) -> "Mod7":
        return Mod7((int(self) + int(o)) % 7)

    def __radd__(self, o: int) -> "Mod7":
        return Mod7((int(self) + int(o)) % 7)

    def __mul__(self, o: int) -> "Mod7":
        return Mod7(int(self) * int(o) % 7)

    def __eq__(self, o: object) -> bool:
        return int(self) % 7 == int(o) % 7

    def __hash__(self) -> int:
        return int(self) % 7

    def __repr__(self) -> str:
        return f"{int(self)} mod 7"

    def __index__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False


def total(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s = s + x
    return s


def dot(a: int, b: int, c: int) -> int:
    return a * b + c


def truth(x: int) -> str:
    return "true" if x else "false"


print(total([1, 2, 3]), total([5, Mod7(6), 10]), dot(3, 4, 5), dot(Mod7(3), 4, 5), dot(3, Mod7(4), 5), dot(3, 4, Mod7(5)))
print(Mod7(9) == 2, 2 == Mod7(9), truth(5), truth(Mod7(5)), [10, 20, 30][Mod7(2)], -Mod7(3), Mod7(3) - 1, Mod7(10) < 8, f"{Mod7(3)}", str(Mod7(3)))
print(sum([Mod7(5), 4]), max([Mod7(3), 2]), {Mod7(9): "x"}.get(2), list(range(3))[Mod7(1) :], isinstance(Mod7(1), int))


class Tagged(float):
    tag = "t"

    def __mul__(self, o: float) -> str:
        return "mul"


def scale(xs: list[float], k: float) -> list[float]:
    return [x * k for x in xs]


print(scale([1.5, Tagged(2), 2], 2.0), scale([1.5], Tagged(3)), Tagged(2) + 1, Tagged(1) == 1.0)
