# `in`, index, count and remove call __eq__, identity first; __eq__ may mutate or raise.
class Eq:
    def __init__(self, name: str, answer: object) -> None:
        self.name = name
        self.answer = answer

    def __eq__(self, other: object) -> object:
        print("eq", self.name, end="; ")
        return self.answer

    __hash__ = None


def find(xs: list[object], x: object) -> bool:
    return x in xs


a, b = Eq("a", False), Eq("b", True)
print(find([a], a), find([a], 1), find([b], 1), find([1, 2.0, True], 2), find([], a))
print([a, b].index(5), [a, b, b].count(5))


class Killer:
    def __init__(self, xs: list[object]) -> None:
        self.xs = xs

    def __eq__(self, other: object) -> bool:
        self.xs.clear()
        return False


ys: list[object] = []
ys.extend([Killer(ys), 1, 2])
print(find(ys, 1), ys)


class Raiser:
    def __eq__(self, other: object) -> bool:
        raise KeyError("eq")


try:
    find([1, Raiser(), 2], 2)
except KeyError as e:
    print("raised", e)
print(find([1, Raiser()], 1))
