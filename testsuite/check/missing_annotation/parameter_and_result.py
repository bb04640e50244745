# strict
def scale(x, k: int) -> int:  # error: [N0301] "parameter `x` of `scale`"
    return x * k

def half(n: int):  # error: [N0301] "the result of `half`"
    return n / 2

class Box:
    def __init__(self, *items) -> None:  # error: [N0301] "`*items`"
        self.n = 1
