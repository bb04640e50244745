def area(w: int, h: int) -> int:
    return w * h

area(3, "4")  # error: [N0203] "expected `int`, found `str`"
area(h=2.5, w=1)  # error: [N0203] "found `float`"
