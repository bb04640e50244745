# Indexing by negative, bool and out-of-range indices; every slice shape; non-ASCII of all widths.
def at(s: str, i: int) -> str:
    return s[i]


def cut(s: str, a: object, b: object, c: object) -> str:
    return s[a:b:c]


texts = ["hello", "h\xe9llo", "h\u4e16llo", "h\U0001f40dllo", ""]
for s in texts:
    print(len(s), [ascii(at(s, i)) for i in range(-len(s), len(s))])
    for i in (len(s), -len(s) - 1, 2**63, -(2**64)):
        try:
            at(s, i)
        except IndexError as e:
            print(type(e).__name__, end=" ")
    print(ascii([cut(s, a, b, c) for a, b, c in ((1, 3, 1), (None, None, -1), (-3, None, 2), (3, 1, 1), (10, -10, -2), (0, 2**70, 1))]))
print(at("ab", True), at("ab", False))
try:
    cut("abc", None, None, 0)
except ValueError as e:
    print(e)
try:
    at("abc", 1.0)
except TypeError as e:
    print("TypeError")
