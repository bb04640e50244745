def run(s: str, pair: tuple[int, str], xs: list[int], d: dict[str, list[int]]) -> None:
    reveal_type(s[0])  # revealed: str
    reveal_type(pair[1])  # revealed: str
    reveal_type(pair[-2])  # revealed: int
    reveal_type(xs[1:])  # revealed: list[int]
    reveal_type(d["k"][0])  # revealed: int
    xs[0] = 1
    xs[:] = [1]
    d["a"] = []
