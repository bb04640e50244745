# Iterating, reversing and unpacking strings.
def vowels(s: str) -> int:
    n = 0
    for ch in s:
        if ch in "aeiou":
            n += 1
    return n


def caesar(s: str, k: int) -> str:
    out = []
    for ch in s:
        o = ord(ch)
        if 97 <= o < 123:
            out.append(chr((o - 97 + k) % 26 + 97))
        else:
            out.append(ch)
    return "".join(out)


print(vowels("the quick brown fox"), vowels(""), vowels(["a", "x", "", "ae"]))
print(caesar("hello, world", 3), caesar(caesar("hello, world", 3), -3))
print("".join(reversed("abc")), list(enumerate("ab")), list(zip("abc", "de")), sorted("hello"), max("hello"), list(map(ord, "az")))
a, *b, c = "hello"
print(a, b, c)
for ch in "x\xe9\u20ac\U0001f600":
    print(ascii(ch), ord(ch), len(ch.encode()))
