# print: separators, ends, nested objects, __str__ and __repr__ called in order, exceptions half-way.
class Loud:
    def __init__(self, name: str, fail: bool = False) -> None:
        self.name = name
        self.fail = fail

    def __str__(self) -> str:
        if self.fail:
            raise ValueError("str of " + self.name)
        return "S" + self.name

    def __repr__(self) -> str:
        return "R" + self.name


class OnlyRepr:
    def __repr__(self) -> str:
        return "only"


class BadStr:
    def __str__(self) -> int:
        return 5


print(Loud("a"), [Loud("b")], (Loud("c"),), {Loud("d").name: Loud("e")}, OnlyRepr(), str(OnlyRepr()), f"{Loud('f')!r}")
print(1, 2, sep="", end="")
print("|", sep="unused", end="\n")
print(None, True, 1.0, 1e16, -0.0, "text", b"bytes", ..., 2**70, 1j, sep=" / ")
try:
    print("before", Loud("x", True), "after")
except ValueError as e:
    print()
    print(e)
try:
    str(BadStr())
except TypeError as e:
    print(e)
print("a\tb", "c\\d", "e\nf", "'", '"', ["it's", 'say "x"', "both '\""])
print(end="")
print(*[], sep="x")
print([], (), {}, set(), "", [[]], [()], {"a": {}}, [None], ("",))
for bad in (lambda: print(sep=5), lambda: print(end=b""), lambda: print(nope=1)):
    try:
        bad()
    except TypeError as e:
        print("TypeError")
