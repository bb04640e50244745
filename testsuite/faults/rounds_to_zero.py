# Floor division rounds down.
# fault: rounds_to_zero
def divide(a: int, b: int) -> int:
    return a // b


print([divide(a, b) for a in (-7, -6, 0, 6, 7) for b in (-3, 3)])
