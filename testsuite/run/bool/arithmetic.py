# bool is an int in arithmetic, itself in printing.
def add(a: bool, b: bool) -> int:
    return a + b


def count(flags: list[bool]) -> int:
    n = 0
    for f in flags:
        n += f
    return n


print(add(True, True), True * 3, True - 2, -True, +True, True / 2, True // 1, True % 2, True << 3, 2**True)
print(True & False, True | False, True ^ True, True & 1, 1 | True, type(True & True).__name__, type(True & 1).__name__)
print(count([True, False, True]), sum([True, True]), count([1, 2, True]), [10, 20][True], "ab"[False])
print(True == 1, True == 1.0, hash(True), {1: "a", True: "b"}, isinstance(True, int))
print(str(True), repr(False), f"{True}", f"{True:d}", f"{True:5}", int(True), float(False), bool("False"))
