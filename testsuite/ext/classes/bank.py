"""Classes that interpreted code subclasses, copies, pickles and patches."""


class Account:
    """Money."""

    owner: str
    balance: float
    opened = 0

    def __init__(self, owner: str, balance: float = 0.0) -> None:
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount: float) -> float:
        self.balance += self.check(amount)
        return self.balance

    def check(self, amount: float) -> float:
        if amount < 0:
            raise ValueError(f"negative: {amount}")
        return amount

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Account) and self.owner == other.owner

    def __repr__(self) -> str:
        return f"<{self.owner}: {self.balance}>"


def run(accounts: list[Account], amount: float) -> float:
    total = 0.0
    for a in accounts:
        total += a.deposit(amount)
    return total
