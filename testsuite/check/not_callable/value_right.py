class Adder:
    def __call__(self, n: int) -> int:
        return n + 1

def make(kind: type[Adder]) -> Adder:
    return kind()

reveal_type(Adder()(2))  # revealed: int
reveal_type(make(Adder)(3))  # revealed: int
(lambda: 1)()
