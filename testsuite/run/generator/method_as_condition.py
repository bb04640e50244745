# A method that is the condition of a generator's loop, where its general version pauses: it is found again after an exit.
class Gate:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def open(self, n: int) -> bool:
        return n < self.limit


class Odd(Gate):
    def open(self, n: int) -> bool:
        return n % 4 != 3


def passing(gate: Gate, n: int):
    while gate.open(n * n - 1):
        yield n
        n += 1


def counted(gate: Gate, n: int) -> int:
    total = 0
    while gate.open(n + 1):
        total += n
        n += 1
    return total


for gate in [Gate(50), Odd(7), Gate(2**63), Gate(50)]:
    found = []
    for n in passing(gate, 0):
        found.append(n)
        if len(found) > 40:
            break
    print(found)
print(counted(Gate(100), 0), counted(Odd(1), 0))
numbers = passing(Gate(2**80), 3037000498)
print([next(numbers) for _ in range(4)])
print(counted(Gate(2**63 + 3), 2**63 - 3), counted(Gate(2**63 + 30), 2**63 - 30))
