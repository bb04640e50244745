# Exceptions from operators, calls, subscripts and attributes in hot loops, caught in the same function.
def scan(xs: list[int], d: dict[int, int]) -> dict[str, int]:
    errors: dict[str, int] = {}
    total = 0
    for i in range(len(xs)):
        try:
            total += d[xs[i]] * (100 // xs[i]) + xs[i + 1]
        except KeyError:
            errors["key"] = errors.get("key", 0) + 1
        except ZeroDivisionError:
            errors["zero"] = errors.get("zero", 0) + i
        except IndexError:
            errors["index"] = i
        except TypeError:
            errors["type"] = i
    errors["total"] = total
    return errors


print(scan([1, 2, 3], {1: 10, 2: 20, 3: 30}))
print(scan([1, 0, 9, 2, "x", 1, 2.5, 3], {0: 5, 1: 10, 2: 20, 3: 30, "x": 1, 2.5: 7}))
print(scan([2**64, 1, 1], {1: 2**62, 2**64: 2**62}))


def halfway(xs: list[int]) -> tuple[int, int]:
    a = b = 0
    try:
        for x in xs:
            a += 1
            b += 10 // x
            a += 10
    except ZeroDivisionError:
        a = -a
    return a, b


print(halfway([1, 2]), halfway([1, 0, 2]), halfway([]), halfway([0.5, 0.0]))
