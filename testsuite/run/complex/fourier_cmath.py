# A recursive Fourier transform with `cmath.exp`.
# world: cpython
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


signal = [complex(math.sin(k), 0) for k in range(16)]
print(fft(signal))
print(fft([1, 2, 3, 4]), fft([1.5, 2j, 0, -0.0]))
