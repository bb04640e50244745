def area(w: int, h: int) -> int:
    return w * h

area(3, int("4"))
area(h=2, w=1)
area(True, 1)
