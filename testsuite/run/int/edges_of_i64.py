# Every operator at the edges of i64.
LO: int = -(2**63)
HI: int = 2**63 - 1


def edges(a: int, b: int) -> list[int]:
    return [a + b, a - b, a * b, a & b, a | b, a ^ b, -a, ~a, abs(a)]


for a in (LO, LO + 1, -1, 0, 1, HI - 1, HI):
    for b in (LO, -1, 0, 1, HI):
        print(a, b, edges(a, b))
        if b:
            print(a // b, a % b, divmod(a, b))
