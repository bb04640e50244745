def pair() -> tuple[int, str]:
    return 1, "a"

a, b = pair()
reveal_type(b)  # revealed: str
first, *rest = (1, 2, "x")
reveal_type(rest)  # revealed: list[int | str]
[c, d] = "ab"
for x, y in [(1, 2)]:
    print(x, y)
a, b = 2, "b"
