def fib(n):
    if n < 2:
        return 1
    return fib(n - 1) + fib(n - 2)

def pair(a: int):
    return a, str(a)

def numbers(n: int):
    for i in range(n):
        yield i * 0.5

def outer(k: int) -> int:
    def inner(x: int):
        return x * k
    return inner(3)

async def fetch(n: int) -> str:
    return str(n)

async def main() -> None:
    reveal_type(await fetch(1))  # revealed: str

reveal_type(fib(3))  # revealed: int
reveal_type(pair(1))  # revealed: tuple[int, str]
reveal_type(list(numbers(2)))  # revealed: list[float]
