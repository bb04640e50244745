# // and % round toward minus infinity, for every pair of signs.
def pairs(a: int, b: int) -> tuple[int, int]:
    return a // b, a % b


for a in (7, -7, 6, -6, 0, 1, -1):
    for b in (3, -3, 2, -2, 1, -1, 7, -7):
        q, r = pairs(a, b)
        print(a, b, q, r, q * b + r == a, divmod(a, b) == (q, r))
print(pairs(-(2**63), -1))
print(pairs(-(2**63), 3))
print(pairs(10**30, -7), pairs(-(10**30), 7))
