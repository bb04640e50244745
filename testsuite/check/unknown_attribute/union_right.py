def size(x: int | str) -> int:
    if isinstance(x, int):
        return x.bit_length()
    return len(x)

def shape(x: list[int] | tuple[int, ...]) -> int:
    return x.count(1)
