# Methods of strings and bytes, format specifications over values of every kind, f-strings, and their errors.
# world: cpython
# non-ascii: strings beyond ASCII are looked at
s = "Hello, Wörld! \u00df\u0130\u01c5 \U0001f600"
for (
    m
) in "upper lower title swapcase capitalize casefold strip split isalpha isdigit isnumeric isdecimal isspace isupper islower istitle isidentifier isprintable isascii encode splitlines".split():
    print(m, ascii(getattr(s, m)()))
for f in (
    lambda: s.find("W"),
    lambda: s.rfind("l"),
    lambda: s.index("zz"),
    lambda: s.count("l"),
    lambda: s.count(""),
    lambda: s.replace("l", "LL", 1),
    lambda: s.replace("", "-")[:9],
    lambda: s.partition(", "),
    lambda: s.rpartition("q"),
    lambda: s.split(None, 1),
    lambda: s.rsplit(" ", 1),
    lambda: s.center(30, "*")[:5],
    lambda: s.zfill(30)[:3],
    lambda: "-5".zfill(5),
    lambda: "a\tb".expandtabs(4),
    lambda: s.translate({72: "J", 101: None}),
    lambda: s.startswith(("x", "He")),
    lambda: s.endswith("", 100),
    lambda: "abc".removeprefix("a").removesuffix("c"),
    lambda: ",".join("abc"),
    lambda: ",".join([1]),
    lambda: "x".join([]),
    lambda: "a" in "abc",
    lambda: "" in "",
    lambda: 1 in "a",
    lambda: "abc" < "abd" < "b",
    lambda: "a" * 3 + "b",
    lambda: 3 * "ab",
    lambda: "a" * -1,
    lambda: "%s-%r-%d-%5.2f-%x-%o-%e-%c-%%" % ("s", "r", 5, 3.14159, 255, 8, 1e10, "c"),
    lambda: "%(a)s %(b)05d" % {"a": 1, "b": 2},
    lambda: "%*d|%-*d|" % (5, 3, 4, 2),
    lambda: "%s" % (1,),
    lambda: "%s" % [1, 2],
    lambda: "%d" % 3.7,
    lambda: "%x" % 3.0,
    lambda: "%c" % 65,
    lambda: "%z" % 1,
    lambda: "%" % (),
    lambda: "%s %s" % (1,),
    lambda: "%(x)s" % {},
    lambda: "{} {}".format(1),
    lambda: "{0} {1} {0}".format(1, 2),
    lambda: "{a.real} {b[0]} {c[k]}".format(a=5, b=[1], c={"k": 2}),
    lambda: "{:>{w}}".format("x", w=5),
    lambda: "{} {0}".format(1),
    lambda: "{!r:>5}".format("a"),
    lambda: "{:d}".format("x"),
    lambda: "{".format(),
    lambda: "{x}".format(),
    lambda: "{0.foo}".format(1),
    lambda: "{:%Y}".format(1),
    lambda: format(5, "05d"),
    lambda: "abc".encode("ascii"),
    lambda: "é".encode("ascii"),
    lambda: "é".encode("ascii", "replace"),
    lambda: b"\xff".decode(),
    lambda: b"\xff".decode("latin1"),
    lambda: "a".encode("nope"),
    lambda: str(b"x"),
    lambda: str(b"x", "ascii"),
    lambda: "abc"[::-1],
    lambda: "abc"[5:],
    lambda: "x".ljust(3) + "|",
    lambda: "maketrans".maketrans("ab", "cd", "e"),
    lambda: "\x00\x7f\xa0\u200b\ud800",
    lambda: repr("'\"\n\t\\\x01\u0100"),
):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
specs = [
    "",
    "5",
    "<5",
    ">5",
    "^5",
    "*^9",
    "+",
    "-",
    " ",
    "05",
    "+08.3f",
    ".2f",
    ".0f",
    "#.0f",
    "e",
    ".3e",
    "g",
    ".3g",
    "G",
    "n",
    "%",
    ".1%",
    ",",
    "_",
    ",.2f",
    "_.1e",
    "x",
    "X",
    "#x",
    "o",
    "#o",
    "b",
    "#b",
    "#010b",
    "_b",
    "c",
    "d",
    ",d",
    "s",
    "10s",
    ".1",
    "z.1f",
    "=+9",
    "x<9",
    "é^7",
    "5.",
    ".",
    "05,",
    "q",
    "1_0",
    "<<5",
    "=5",
    "0<5",
    " =5d",
]
for v in (
    0,
    5,
    -5,
    123456789,
    2**70,
    True,
    3.14159,
    -0.0,
    1e300,
    1e-10,
    float("inf"),
    float("nan"),
    -2.5,
    "str",
    1 + 2j,
    None,
    [1],
):
    out = []
    for sp in specs:
        try:
            out.append(format(v, sp))
        except Exception as e:
            out.append(type(e).__name__ + str(e))
    print(ascii(v), ascii(out))
x, y, w, p = 3.14159, 42, 10, 3
d = {"k": "v"}


class O:
    a = 5
    b = [1, 2]


o = O()
print(
    f"{x}",
    f"{x:.2f}",
    f"{x:{w}.{p}}",
    f"{x!r}",
    f"{x=}",
    f"{x = }",
    f"{x=:.1f}",
    f"{x=!s:>9}",
    f"{y:>{w}}|",
    f"{d['k']}",
    f"{o.a + 1}",
    f"{o.b[-1]}",
    f"{(lambda v: v * 2)(3)}",
    f"{ {1: 2}[1] }",
    f"{{}}",
    f"{{{y}}}",
    f"{y:#{'x'}}",
    f"{'a' 'b'}",
    f"{y if y else 0}",
    f"{y,}",
    f"{[i for i in range(3)]}",
    f"{y:{'>'}{w}}",
    rf"\n{y}",
    f"\N{BULLET}{y}",
    f"""
{
y
}""",
    f"{y!a}",
    f"{None}",
    f"{True:d}",
    f"{y:d}{x:f}",
    f"a{''}b",
    f"{y}" "lit{}" f"{x:.0f}",
    sep=";",
)


def ff(v):
    r = []
    for fn in (
        lambda: f"{v:d}",
        lambda: f"{v:>5}",
        lambda: f"{v!r:.3}",
        lambda: f"{v:.{v}}",
        lambda: f"{v.x}",
        lambda: f"{v[0]}",
    ):
        try:
            r.append(fn())
        except Exception as e:
            r.append(type(e).__name__ + " " + str(e))
    return r


for v in (5, "abc", 1.5, None, [1], (1, 2)):
    print(ff(v))


def order():
    log = []

    def t(n):
        log.append(n)
        return n

    f"{t(1)}{t(2):{t(3)}}{t(4)!r:>{t(5)}}"
    return log


print(order())
b = b"Hello\x00\xff"
for f in (
    lambda: b[0],
    lambda: b[1:3],
    lambda: b[::-1],
    lambda: b.hex(),
    lambda: b.hex(":"),
    lambda: bytes.fromhex("00 ff"),
    lambda: bytes.fromhex("0g"),
    lambda: b + b"x",
    lambda: b * 2,
    lambda: b.find(b"l"),
    lambda: 72 in b,
    lambda: b"el" in b,
    lambda: "e" in b,
    lambda: 256 in b,
    lambda: b.split(b"l"),
    lambda: b.upper(),
    lambda: b.decode("latin1"),
    lambda: bytes(3),
    lambda: bytes([1, 2]),
    lambda: bytes("a"),
    lambda: bytes("a", "utf8"),
    lambda: bytes(-1),
    lambda: b"%d %s %r" % (1, b"x", "y"),
    lambda: b"%b" % "s",
    lambda: b < b"I",
    lambda: b == "x",
    lambda: list(b"ab"),
    lambda: b.join([b"a", b"b"]),
    lambda: bytearray(b"abc"),
    lambda: b.translate(None, b"l"),
    lambda: int.from_bytes(b"\x01\x02", "big"),
    lambda: (258).to_bytes(2, "little"),
    lambda: (-1).to_bytes(2, "big"),
    lambda: (300).to_bytes(1, "big"),
    lambda: memoryview(b)[1:3].tobytes(),
    lambda: b.index(b"z"),
    lambda: b.replace(b"l", b""),
    lambda: b.strip(b"H\xff"),
    lambda: b"a,b".partition(b","),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
ba = bytearray(b"abcdef")
ba[0] = 65
ba[1:3] = b"XYZ"
del ba[-1]
ba += b"!"
ba.append(10)
ba.extend([1, 2])
ba.insert(0, 0)
ba.reverse()
print(ba, ba.pop(), len(ba))
for f in (
    lambda: ba.__setitem__(0, 256),
    lambda: ba.__setitem__(99, 1),
    lambda: ba.append("x"),
    lambda: ba.__setitem__(slice(0, 2), 5),
    lambda: ba.remove(99),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for v in ("12", " 12 ", "1_000", "0x10", "-5", "+5", "", "1.5", "१२", "12a", "1__0", "_1", "0b11"):
    for base in (10, 0, 16, 2):
        try:
            print(int(v, base), end=" ")
        except ValueError as e:
            print(ascii(str(e)), end=" ")
    try:
        print(float(v))
    except ValueError as e:
        print(ascii(str(e)))
for v in ("inf", "-Infinity", "nan", "1e5", "1e400", "1e-400", ".5", "5.", "1_0.5", "0x1p3", "1e", "--1"):
    try:
        print(float(v))
    except ValueError as e:
        print(e)
print(
    (0.1).hex(),
    float.fromhex("0x1.8p1"),
    (2.5).as_integer_ratio(),
    (5.0).is_integer(),
    (255).bit_length(),
    (255).bit_count(),
    (-7).__floordiv__(2),
    int.__add__(1, 2),
    (5).conjugate(),
    (1.5).__round__(),
    repr(1e16),
    repr(1e15),
    repr(0.1 + 0.2),
    repr(1e22),
    repr(123456789012345680.0),
    str(1e-5),
    repr(-0.0),
    1e100,
    5e-324,
    1.7976931348623157e308,
)
print(
    complex("1+2j"),
    complex(1, 2) * 3j,
    (1 + 2j) ** 2,
    abs(3 + 4j),
    (1 + 2j).conjugate(),
    repr(-0j),
    repr(complex(-0.0, -0.0)),
    1j == 1j,
    hash(1 + 0j) == hash(1),
    complex(1.5),
    2**0.5j if False else 0,
)


def cnt(text: str) -> int:
    n = 0
    for c in text:
        if c.isupper():
            n += 1
        elif c in "aeiou":
            n += 2
        elif c == " ":
            continue
        else:
            n -= 1
    return n


print(cnt("The Quick Brown Fox" * 100))


def rev(w: str) -> str:
    return "".join(reversed(w)) if w else w


def pal(w: str) -> bool:
    i, j = 0, len(w) - 1
    while i < j:
        if w[i] != w[j]:
            return False
        i += 1
        j -= 1
    return True


print(rev("abc"), pal("racecar"), pal("ab"), pal(""), pal([1, 2, 1]), pal((1, 2)))


def caesar(t: str, k: int) -> str:
    return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in t)


print(caesar("hello, world", 3), caesar("xyz", 2**70))
print(
    "line1\nline2\r\nline3\x0bline4\x1cline5\u2028line6".splitlines(True),
    "a,b,,c".split(","),
    "  a  b ".split(),
    "".split(),
    "".split(","),
    "aXbXc".rsplit("X", 1),
)
print(
    "%r %s %a" % ("é", "é", "é"),
    ascii("é\U0001f600"),
    "\N{GREEK SMALL LETTER ALPHA}",
    "\x41\101\u0041",
    b"\x41\101",
    r"\x41",
    "a\
b",
    "it" "s",
    """tri"ple""",
    "u",
)
