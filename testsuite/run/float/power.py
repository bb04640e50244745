# Float powers: roots, negative bases (complex results), int exponents, zero.
def power(a: float, b: float) -> object:
    return a**b


for a in (2.0, 0.5, 9.0, 0.0, 1.0):
    for b in (2, -2, 0.5, 3.0, 0):
        if a == 0.0 and b < 0:
            continue
        print(a, b, power(a, b))
print(power(-8.0, 2), power(-8.0, 3), power(-2, 0.0))
z = power(-4.0, 0.5)
print(type(z).__name__, abs(z.real) < 1e-9, round(z.imag, 9))


def distance(x: float, y: float) -> float:
    return (x * x + y * y) ** 0.5


print(distance(3.0, 4.0), distance(3, 4), distance(1.0, 1.0))
