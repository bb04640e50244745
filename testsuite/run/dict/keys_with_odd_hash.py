# Keys with their own __hash__ and __eq__: collisions, identity first, exceptions.
class Key:
    def __init__(self, name: str, h: int) -> None:
        self.name = name
        self.h = h

    def __hash__(self) -> int:
        return self.h

    def __eq__(self, other: object) -> bool:
        print(f"[{self.name}=={getattr(other, 'name', other)}]", end="")
        if "bad" in (self.name, getattr(other, "name", None)):
            raise ValueError("bad eq")
        return isinstance(other, Key) and other.name == self.name


def lookup(d: dict[Key, int], k: Key) -> int:
    return d[k]


a, b = Key("a", 1), Key("b", 1)
d = {a: 1, b: 2}
print(len(d), lookup(d, a), lookup(d, Key("a", 1)), lookup(d, Key("b", 1)))
try:
    lookup(d, Key("c", 1))
except KeyError as e:
    print("KeyError")
try:
    lookup(d, Key("bad", 1))
except ValueError as e:
    print(e)
print(Key("a", 2) in d, a in d)
e = {1: "int", 2: "two"}
print(e[True], e[1.0], e.get(1 + 0j), e.get(2**64), 1.5 in e)


class StrKey(str):
    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return False


f = {"k": 1}
print(f.get(StrKey("k")), StrKey("k") in f)
