# A variable keeps its value alive to the end of its scope.
# fault: early_death
class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


def scope(n: int) -> int:
    noisy = Noisy("local")
    print("used", noisy.name)
    for i in range(n):
        print("still alive", i)
    noisy = Noisy("other")
    print("set again")
    return n


print(scope(2))
