def run(xs: list[int], d: dict[str, float]) -> None:
    xs[0] = "a"  # error: [N0210] "expected `int`, found `str`"
    d["a"] = "b"  # error: [N0210]
    d[1] = 2.0  # error: [N0210]
    xs.append("x")  # error: [N0203]
