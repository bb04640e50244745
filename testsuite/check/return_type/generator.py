from collections.abc import Iterator

def count(n: int) -> Iterator[int]:
    for i in range(n):
        yield str(i)  # error: [N0202] "expected `int`, found `str`"
