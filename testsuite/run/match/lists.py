# Sequence patterns over lists: all items are taken before the patterns of the first look at them.
class Sequence(list):
    pass


class Clears:
    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def x(self) -> int:
        subject.clear()
        return 0


def shape(x: object) -> object:
    match x:
        case [a, b]:
            return ("two", a, b)
        case [a, b, c]:
            return ("three", a, b, c)
        case [a, [b, c], *rest]:
            return ("nested", a, b, c, rest)
        case [a, *rest]:
            return ("more", a, rest)
        case {"k": [p, q]}:
            return ("map", p, q)
    return None


def total(pairs: list[list[int]]) -> int:
    result = 0
    for pair in pairs:
        match pair:
            case [a, b]:
                result += a * b
            case [a]:
                result += a
    return result


def changed(x: list[Clears]) -> object:
    match x:
        case [Clears(x=0) as a, Clears(x=0) as b, c]:
            return (a.name, b.name, c.name, x)
    return None


for value in (
    [1, 2], (1, 2), [1, 2, 3], [1, [2, 3], 4, 5], [1, 2, 3, 4], [[1, 2], [3, 4]], {"k": [5, 6]}, {"k": (5, 6)}, "ab", [], [7],
    Sequence([1, 2]), range(3),
):
    print(shape(value))
print(total([[1, 2], [3, 4], [5]]))
subject = [Clears("a" * 3), Clears("b" * 3), Clears("c" * 3)]
print(changed(subject))
