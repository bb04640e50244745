# Each place that reads an attribute remembers its own.
# fault: shared_cache
class Pair:
    def __init__(self, first: object, second: object) -> None:
        self.first = first
        self.second = second


def both(pair: Pair) -> object:
    return pair.first, pair.second


for i in range(5):
    print(both(Pair(i, -i)))
