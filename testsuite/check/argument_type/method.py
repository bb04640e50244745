class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.balance = 0.0

    def deposit(self, amount: float) -> None:
        self.balance += amount

a = Account("ada")
a.deposit("10")  # error: [N0203] "expected `float`, found `str`"
Account(3)  # error: [N0203] "expected `str`, found `int`"
