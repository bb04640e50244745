# A subclass of str passed for str: its overrides count.
class Loud(str):
    def upper(self) -> str:
        return "LOUD"

    def __len__(self) -> int:
        return 99

    def __add__(self, other: str) -> str:
        return "added"

    def __getitem__(self, i: int) -> str:
        return "item"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 5

    def __str__(self) -> str:
        return "as str"


def use(s: str) -> list[object]:
    return [s.upper(), len(s), s + "x", s[0], s == "nope", s != "abc", f"{s}", "x" + s, s * 2, s.lower(), str(s)]


print(use("abc"))
print(use(Loud("abc")))
print(use("abc"))
print([use(s)[1] for s in ["a", Loud("b"), "c"] * 20].count(99))
