class Counter:
    def __init__(self) -> None:
        self.n = 0

    def add(self, by: int) -> None:
        self.n += by

    @staticmethod
    def zero() -> int:
        return 0

    @classmethod
    def make(cls, n: int) -> "Counter":
        return cls()

c = Counter()
c.add(1)
Counter.add(c, 2)
Counter.zero()
c.zero()
reveal_type(Counter.make(3))  # revealed: Counter
