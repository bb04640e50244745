def sign(n: int) -> int:
    if n > 0:
        return 1
    elif n < 0:
        return -1
    else:
        return 0

def find(xs: list[int], x: int) -> int:
    for i, y in enumerate(xs):
        if x == y:
            return i
    raise ValueError(x)

def forever(n: int) -> int:
    while True:
        if n > 10:
            return n
        n += 1

def guarded(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0

class Base:
    def size(self) -> int:
        raise NotImplementedError
