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
c.add()  # error: [N0204] "needs `by`"
c.add(1, 2)  # error: [N0204]
Counter.zero(1)  # error: [N0204]
Counter.make()  # error: [N0204]
Counter(1)  # error: [N0204]
