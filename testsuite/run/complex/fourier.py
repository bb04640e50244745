# Fourier transforms: lists of complex numbers, `cmath.exp`, recursion and loops in place.
import cmath
import math


def fft(x: list[complex]) -> list[complex]:
    n = len(x)
    if n == 1:
        return x
    even = fft(x[0::2])
    odd = fft(x[1::2])
    out = [0j] * n
    for k in range(n // 2):
        t = cmath.exp(-2j * math.pi * k / n) * odd[k]
        out[k] = even[k] + t
        out[k + n // 2] = even[k] - t
    return out


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


signal = [complex(math.sin(k), 0) for k in range(16)]
print(fft(signal))
print(fft([1, 2, 3, 4]), fft([1.5, 2j, 0, -0.0]))
work: list[complex] = [complex(k, -k) for k in range(8)]
in_place(work, False)
print(work)
in_place(work, True)
print(work)
ints: list = [1, 2.5, 3j, 4, 5, 6, 7, 8]
in_place(ints, False)
print(ints)
