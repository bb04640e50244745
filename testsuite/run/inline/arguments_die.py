# Arguments of an inlined callee live as long as those of a call; what the callee made dies in it.
class Noisy:
    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 1.5

    def __del__(self) -> None:
        print("del", self.name)


def size_of(n: Noisy, factor: float) -> float:
    return n.size * factor


def first(xs: list[Noisy]) -> Noisy:
    return xs[0]


def put(xs: list[float], n: Noisy) -> int:
    xs.append(n.size)
    return len(xs)


def replaced(n: Noisy, xs: list[float]) -> float:
    size = n.size
    n = None
    xs.append(size)
    return size / (len(xs) - 2)


def run() -> None:
    xs: list[float] = []
    print(size_of(Noisy("a"), 2.0))
    print(put(xs, Noisy("b")), xs)
    kept = Noisy("c")
    print(size_of(kept, 1.0) + size_of(Noisy("d"), 1.0))
    found = first([Noisy("e"), Noisy("f")])
    print("found", found.name)
    found = first([kept])
    print("found", found.name)
    for i in range(3):
        local = Noisy("local" + str(i))
        try:
            print(replaced(local, xs))
        except ZeroDivisionError as e:
            print(e)
    print("end")


run()
