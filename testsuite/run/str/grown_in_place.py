# A string that only a local variable holds grows in place, and others keep theirs.
import sys


def build(n: int) -> str:
    text = ""
    for i in range(n):
        text += "ab"
        text = text + "c"
    return text


def kept(n: int) -> list:
    text, seen = "", []
    for i in range(n):
        seen.append(text)
        text += str(i)
        if i % 3 == 0:
            other = text
            text += "!"
            seen.append(other)
    return seen


def doubled(text):
    text += text
    text = text + text
    text += (text := "x")
    return text


def param(text: str, more) -> str:
    text += more
    return text


def wrong(text, more):
    try:
        text += more
    except TypeError as error:
        print(type(error).__name__, error)
    return text


class Text(str):
    def __add__(self, other):
        return Text("<" + str(self) + other + ">")

    def __radd__(self, other):
        return "radd"

    def __iadd__(self, other):
        return Text("{" + str(self) + other + "}")


def wide(n):
    text = "a"
    for i in range(n):
        text += chr(60 + i * 97)
        text += "\xe9"
    return text


def in_closure(n):
    text = ""

    def more():
        nonlocal text
        text += "z"

    for _ in range(n):
        more()
    return text


def generator(n):
    text = ""
    for i in range(n):
        text += yield text
    yield text


def unbound(flag):
    if flag:
        text = "a"
    try:
        text += "b"
    except UnboundLocalError as error:
        return str(error)
    return text


def mixed(items):
    total = items[0]
    for item in items[1:]:
        total += item
    return total


for _ in range(3):
    print(len(build(1000)), build(3), kept(7), doubled("ab"))
first = "shared"
print(param(first, "!"), first, param("x" * 3, "y"))
print(wrong("a", 1), wrong(1, "a"), wrong([1], "ab"), wrong("a", None))
print(mixed([Text("a"), "b", "c"]), type(mixed([Text("a"), "b"])), mixed(["a", Text("b")]), mixed(["a", "b", "c"]))
print(mixed([1, 2, 3]), mixed([1.5, 2]), mixed([[1], [2], (3,)]), mixed(["", "", ""]))
text = wide(900)
print(len(text), hash(text) == hash("".join(list(text))), text[-4:], text == "".join(list(text)))
print(in_closure(4), unbound(True), unbound(False))
gen = generator(3)
print(next(gen), gen.send("p"), gen.send("q"), gen.send("r"))
names = {}
key = "k"
key += "ey"
names[key] = 1
key += "s"
print(names, key, sys.intern("key") in names)
print(len(build(150_000)))
