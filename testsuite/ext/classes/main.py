import copy
import inspect
import pickle

import bank
from bank import Account, run


class Fee(Account):
    def check(self, amount):
        return super().check(amount) - 1

    def deposit(self, amount):
        return super().deposit(amount * 2)


a, f = Account("a"), Fee("f", 10)
print(run([a, f], 5), a, f, vars(f), Account.opened, isinstance(f, Account), Fee.__mro__[1] is Account)
b = pickle.loads(pickle.dumps(a))
print(b, b == a, copy.copy(f), copy.deepcopy([a]), Account.__doc__, Account.__module__, Account.__init__.__qualname__)
a.check = lambda amount: 100
print(run([a], 1))
del a.check
Account.check = lambda self, amount: amount * 10
print(run([a, f], 1), inspect.signature(Account), list(inspect.signature(Account.deposit).parameters))
try:
    hash(a)
except TypeError as e:
    print(e)


class Duck:
    def deposit(self, amount):
        return "7" if amount > 100 else 7


print(run([Duck(), Duck()], 1))
try:
    run([Duck()], 101)
except TypeError as e:
    print(type(e).__name__)
bank.Account = Duck
print(repr(f), bank.run([f], 0), f == a)
