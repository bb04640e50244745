# Comparisons of ints across the i64 boundary, with bools and floats.
def order(a: int, b: int) -> str:
    r = ""
    if a < b:
        r += "<"
    if a <= b:
        r += "<="
    if a == b:
        r += "=="
    if a != b:
        r += "!="
    if a >= b:
        r += ">="
    if a > b:
        r += ">"
    return r


values = [-(2**64), -(2**63), -1, 0, 1, 2**63 - 1, 2**63, 2**64]
for a in values:
    print(" ".join(order(a, b) for b in values))
print(order(True, 1), order(False, True), order(0, False))
print(order(1.5, 1), order(1, 1.0), order(2**53 + 1, float(2**53)))
