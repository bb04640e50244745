# Shifts by zero, by the word size, beyond it, and by a negative count.
def both(a: int, n: int) -> tuple[int, int]:
    return a << n, a >> n


for a in (0, 1, -1, 5, -5, 2**62, -(2**62), 2**63, 2**100):
    for n in (0, 1, 2, 31, 32, 62, 63, 64, 65, 127, 200):
        print(a, n, *both(a, n))
for n in (-1, -64):
    try:
        print(both(1, n))
    except ValueError as e:
        print(e)


def zero_shift_huge(n: int) -> int:
    return 0 << n


print(zero_shift_huge(10**6), -1 >> 10**9, 1 >> 10**9)
