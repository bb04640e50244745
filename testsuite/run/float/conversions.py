# float() of strings, ints, bools; round, int, is_integer, as_integer_ratio, hex.
def parse(text: str) -> object:
    try:
        return float(text)
    except ValueError as e:
        return str(e)


print([parse(t) for t in ("1", " 1.5 ", "-2e3", "1_0.5", "inf", "-Infinity", "nan", "", "1.2.3", "0x10", ".5", "5.")])
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999999999999996, 1e20)])
print([round(x, 2) for x in (2.675, 1.005, -2.675, 1234.5678, 1e300)], round(1234.5, -2), round(2.5, None))
print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (0.1).hex(), float.fromhex("0x1.8p1"))
for bad in (10**400, -(10**400)):
    try:
        float(bad)
    except OverflowError as e:
        print(e)
print(float(2**53 + 1), float(2**63), float(10**22), float(True), float("1e400"), float("-1e-400"))
