class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n

class Old:
    def __getitem__(self, i: int) -> str:
        return str(i)

for i in Countdown(3):
    reveal_type(i)  # revealed: int
for s in Old():
    reveal_type(s)  # revealed: str
for k, v in {"a": 1}.items():
    reveal_type(k)  # revealed: str
    reveal_type(v)  # revealed: int
for a, (i, b) in zip([1.5], enumerate("xy")):
    reveal_type(a)  # revealed: float
    reveal_type(i)  # revealed: int
