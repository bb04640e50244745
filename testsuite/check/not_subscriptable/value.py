def run(n: int, pair: tuple[int, str], xs: list[int]) -> None:
    n[0]  # error: [N0208] "`int` cannot be indexed"
    pair[2]  # error: [N0208] "out of range"
    xs["a"]  # error: [N0208] "by `str`"
    n[0] = 1  # error: [N0208] "item assignment"
    "abc"[0] = "x"  # error: [N0208]
