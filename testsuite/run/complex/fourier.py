# A Fourier transform in place: lists of complex numbers, whose boxes are used again.
import math


def in_place(a: list[complex], invert: bool) -> None:
    n = len(a)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j ^= bit
        if i < j:
            a[i], a[j] = a[j], a[i]
    length = 2
    while length <= n:
        angle = 2 * math.pi / length * (-1 if invert else 1)
        root = complex(math.cos(angle), math.sin(angle))
        for i in range(0, n, length):
            w = 1 + 0j
            for k in range(length // 2):
                u = a[i + k]
                v = a[i + k + length // 2] * w
                a[i + k] = u + v
                a[i + k + length // 2] = u - v
                w *= root
        length <<= 1
    if invert:
        for i in range(n):
            a[i] /= n


work: list[complex] = [complex(k, -k) for k in range(8)]
in_place(work, False)
print(work)
in_place(work, True)
print(work)
ints: list = [1, 2.5, 3j, 4, 5, 6, 7, 8]
in_place(ints, False)
print(ints)
kept = work[3]
same = work
in_place(same, False)
print(kept, work[3] is kept)
shared: list[complex] = [1j] * 8
in_place(shared, False)
print(shared)
