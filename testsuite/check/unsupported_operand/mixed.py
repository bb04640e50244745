def run(n: int, s: str, xs: list[int]) -> None:
    n + s  # error: [N0206] "`int` + `str` is not supported"
    s - s  # error: [N0206]
    n < s  # error: [N0206]
    -s  # error: [N0206]
    xs + 1  # error: [N0206]
    s += 1  # error: [N0206]
    1 in n  # error: [N0206]
