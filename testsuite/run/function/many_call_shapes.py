# One small function called with ints, floats, strings, big ints and objects from one loop.
def add(a: int, b: int) -> int:
    return a + b


class V:
    def __init__(self, x: int) -> None:
        self.x = x

    def __add__(self, o: object) -> str:
        return f"V{self.x}+{o if isinstance(o, int) else '?'}"

    def __radd__(self, o: object) -> str:
        return f"{o}+V{self.x}"


def drive(pairs: list[tuple[int, int]]) -> list[object]:
    out: list[object] = []
    for a, b in pairs:
        try:
            out.append(add(a, b))
        except TypeError as e:
            out.append("TypeError")
    return out


pairs = [(1, 2), (1.5, 2), ("a", "b"), (2**63 - 1, 1), (True, True), ([1], [2]), (V(1), 2), (3, V(4)), (None, 1), (1, "a"), ((), (1,))]
print(drive(pairs))
print(drive(pairs * 50)[-11:] == drive(pairs))
print(drive([(i, i) for i in range(100)] + [(0.5, 0.25)] + [(i, -i) for i in range(100)])[99:102])
