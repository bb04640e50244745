# The iterator of a for raises in the middle; else is skipped, finally runs, state is as CPython leaves it.
class Flaky:
    def __init__(self, n: int, error: object) -> None:
        self.n = n
        self.error = error

    def __iter__(self) -> "Flaky":
        return self

    def __next__(self) -> int:
        self.n -= 1
        if self.n < 0:
            raise self.error
        return self.n


def run(it: object) -> tuple[object, int]:
    total = 0
    x = "unset"
    try:
        for x in it:
            total += x
        else:
            total += 1000
    except (KeyError, TypeError) as e:
        return type(e).__name__, total, x
    finally:
        total += 1
    return "end", total, x


print(run(Flaky(3, StopIteration)), run(Flaky(3, KeyError("k"))), run(Flaky(0, StopIteration())), run(Flaky(2, TypeError)), run([1, "a", 2]), run(iter([])))


def nested(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        try:
            for y in Flaky(i, KeyError if i % 2 else StopIteration):
                out.append(y)
            else:
                out.append("else")
        except KeyError:
            out.append("error")
    return out


print(nested(4))
