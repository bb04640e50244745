def run(x: int | str | list[int] | None) -> None:
    if isinstance(x, (int, str)):
        reveal_type(x)  # revealed: int | str
    elif x is None:
        reveal_type(x)  # revealed: None
    else:
        reveal_type(x)  # revealed: list[int]

def anything(x: object) -> int:
    if isinstance(x, str) and x.isdigit():
        return int(x)
    if not isinstance(x, int):
        return 0
    reveal_type(x)  # revealed: int
    return x
