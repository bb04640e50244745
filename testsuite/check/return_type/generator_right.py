from collections.abc import Generator, Iterator

def count(n: int) -> Iterator[int]:
    for i in range(n):
        yield i
    yield from [1, 2]

def echo() -> Generator[int, str, bool]:
    said = yield 1
    print(said)
    return True

for i in count(3):
    reveal_type(i)  # revealed: int
