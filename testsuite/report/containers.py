# Lists are fast, elements in bounds; dicts and strings are the runtime's, and so is making anything.


def total(xs: list[float]) -> float:
    result = 0.0  # fast
    for x in xs:  # guarded: [class]
        result += x  # fast
    return result  # fast


def first(xs: list[int]) -> int:
    return xs[0]  # guarded: [bounds] "must be within bounds"


def count(words: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}  # generic: [object]
    for word in words:  # fast
        found[word] = 1 + len(found)  # generic: [subscript] "`dict[str, int]`"
    return found  # fast


def shout(words: list[str]) -> list[str]:
    result: list[str] = []  # generic: [object] "makes an object"
    for word in words:  # fast
        result.append(word.upper())  # generic: [method] "method of `str`"
    return result  # fast


def label(n: int) -> str:  # no fast version: "nothing in it would be faster"
    return f"n = {n}"  # generic: [text]


def items(xs: set[int]) -> int:
    result = 0  # fast
    for x in xs:  # generic: [iteration] "items of `set[int]`"
        result += x  # guarded: [overflow]
    return result  # fast


def pairs(xs: list[tuple[int, float]]) -> float:
    result = 0.0  # fast
    for a, b in xs:  # guarded
        result += a * b  # fast
    return result  # fast
