class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.balance = 0.0

    def deposit(self, amount: float) -> None:
        self.balance += amount

a = Account("ada")
a.deposit(10)
a.deposit(2.5)
reveal_type(a.balance)  # revealed: float
