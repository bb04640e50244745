def area(w: int, h: int = 1) -> int:
    return w * h

def log(*parts: str, **fields: int) -> None:
    print(parts, fields)

area(1)
area(h=1, w=2)
pair = (1, 2)
area(*pair)
area(**{"w": 1})
log("a", "b", n=1)
