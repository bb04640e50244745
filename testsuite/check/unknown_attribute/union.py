# strict
def size(x: int | str) -> int:
    return x.bit_length()  # error: [N0205] "(a part of `int | str`)"
