# Order by code point, equality across widths, membership.
def order(a: str, b: str) -> int:
    return (a > b) - (a < b)


xs = ["", "a", "A", "ab", "b", "\xe9", "\u4e16", "\U0001f600", "a\x00", "Z"]
for a in xs:
    print([order(a, b) for b in xs])
print(ascii(sorted(xs)))
print("a" == "a", "a" != "b", "" in "abc", "bc" in "abc", "cb" in "abc", "x" not in "abc", "1" == 1, "a" < "b" < "c")
for a, b in (("a", 1), (1, "a"), ("a", None)):
    try:
        a < b
    except TypeError as e:
        print(e)
d = {"a" + "b": 1}
print(d["ab"], "a" + "b" in d, hash("xyz") == hash("x" + "yz"))
