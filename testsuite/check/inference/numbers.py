def run(n: int, x: float, b: bool) -> None:
    reveal_type(n + 1)  # revealed: int
    reveal_type(n / 2)  # revealed: float
    reveal_type(n // 2)  # revealed: int
    reveal_type(n * x)  # revealed: float
    reveal_type(x ** 2)  # revealed: float
    reveal_type(2 ** 10)  # revealed: int
    reveal_type(-n)  # revealed: int
    reveal_type(b + b)  # revealed: int
    reveal_type(n < x)  # revealed: bool
    reveal_type(n << 3 & 255)  # revealed: int
    reveal_type(round(x))  # revealed: int
    reveal_type(round(x, 2))  # revealed: float
    reveal_type(divmod(n, 3))  # revealed: tuple[int, int]
    reveal_type(abs(x))  # revealed: float
    reveal_type(min(n, 3))  # revealed: int
    reveal_type(sum(range(n)))  # revealed: int
    reveal_type(int(x))  # revealed: int
    reveal_type(1j * x)  # revealed: complex
