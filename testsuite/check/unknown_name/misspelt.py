def total(values: list[int]) -> int:
    return sum(vaules)  # error: [N0110] "nothing is called `vaules` here"

prnt("x")  # error: [N0110]
