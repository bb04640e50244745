# int() of strings, floats, bools; str/hex/oct/bin; failures in a loop.
def parse(texts: list[str]) -> list[object]:
    out: list[object] = []
    for t in texts:
        try:
            out.append(int(t))
        except ValueError as e:
            out.append(str(e))
    return out


print(parse(["0", " 42 ", "-7", "+5", "1_000", "", "x", "1.5", "99999999999999999999", "--1", "1__0"]))
print([int(x) for x in (1.9, -1.9, 0.0, -0.5, 1e18, 1e22, True)])
for bad in (float("nan"), float("inf")):
    try:
        int(bad)
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(int("ff", 16), int("0x1F", 0), int("-101", 2), int("z", 36))
print(hex(255), hex(-1), oct(8), bin(10), bin(-10), hex(2**70))
print(str(10**25), repr(-(10**25)), (5).bit_length(), (-8).bit_length(), (2**80).bit_length(), (255).bit_count())
