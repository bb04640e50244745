# Appending to a string that others still hold: the old value stays.
def build(n: int) -> str:
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
    return s


def keep(n: int) -> list[str]:
    s = "x"
    kept = []
    for i in range(n):
        kept.append(s)
        s += str(i)
    return kept


def alias(n: int) -> tuple[str, str]:
    s = "start"
    t = s
    for _ in range(n):
        s += "!"
    return s, t


def widen(n: int) -> str:
    s = ""
    for i in range(n):
        s += chr(0x7E + i * 0x3FFF)
    return s


print(build(30), len(build(10_000)))
print(keep(5))
print(alias(3))
print(ascii(widen(6)), len(widen(6)))
