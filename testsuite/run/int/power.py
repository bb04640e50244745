# `**` of ints: int for a non-negative exponent, float for a negative one, with all their signs.
def power(a: int, b: int) -> object:
    return a**b


for a in (0, 1, -1, 2, -2, 3, -3, 10):
    for b in (0, 1, 2, 3, 10, 62, 63, 64):
        print(a, b, power(a, b))
print(power(2, -1), power(-2, -3), power(10, -2), power(1, -5))
try:
    power(0, -1)
except ZeroDivisionError as e:
    print("ZeroDivisionError")
print(pow(3, 200, 1_000_007), pow(3, -1, 7), pow(-3, 3, 5))


def sum_of_powers(n: int) -> int:
    s = 0
    for i in range(n):
        s += i**3 - (i - 1) ** 2
    return s


print(sum_of_powers(1000))
print(-2**2, (-2) ** 2, 2**3**2)
