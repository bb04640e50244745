# Literals of every form, and ints too long to print.
import sys


def literals() -> list[int]:
    return [0, 00, 1_000_000, 0xFF, 0o17, 0b101, 0xFFFF_FFFF_FFFF_FFFF, 9223372036854775807, 9223372036854775808, -9223372036854775808, 10**40 // 10**38]


def huge(n: int) -> str:
    return str(10**n)


print(literals(), -0, 0x10 + 0X10, 1 if True else 2)
print(len(huge(4000)))
try:
    huge(5000)
    print("no limit")
except ValueError as e:
    print("ValueError")
try:
    int("1" * 5000)
    print("no limit")
except ValueError as e:
    print("ValueError")
print(len(hex(10**5000)), (10**5000).bit_length())
