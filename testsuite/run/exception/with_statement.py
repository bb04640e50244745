# with: enter/exit order, suppression, exceptions in enter and exit, several items, return inside.
log: list[str] = []


class CM:
    def __init__(self, name: str, suppress: bool = False, fail: str = "") -> None:
        self.name = name
        self.suppress = suppress
        self.fail = fail

    def __enter__(self) -> str:
        log.append("enter " + self.name)
        if self.fail == "enter":
            raise RuntimeError("enter")
        return self.name

    def __exit__(self, kind: object, value: object, tb: object) -> bool:
        log.append(f"exit {self.name} {kind.__name__ if kind else None} {value}")
        if self.fail == "exit":
            raise RuntimeError("exit")
        return self.suppress


def run(a: CM, b: CM, action: str) -> str:
    with a as x, b as y:
        log.append(f"body {x}{y}")
        if action == "raise":
            raise ValueError("v")
        if action == "return":
            return "returned"
    return "after"


for a, b, action in (
    (CM("a"), CM("b"), ""),
    (CM("a"), CM("b"), "return"),
    (CM("a"), CM("b"), "raise"),
    (CM("a"), CM("b", True), "raise"),
    (CM("a", True), CM("b"), "raise"),
    (CM("a", True), CM("b", fail="enter"), ""),
    (CM("a"), CM("b", fail="exit"), "raise"),
    (CM("a", True), CM("b", fail="exit"), ""),
):
    try:
        print(run(a, b, action), log)
    except (ValueError, RuntimeError) as e:
        print(repr(e), repr(e.__context__), log)
    log.clear()


def loop(n: int) -> int:
    s = 0
    for i in range(n):
        with CM("l", suppress=True):
            if i == 1:
                continue
            if i == 3:
                break
            s += i // (i - 2)
    return s


print(loop(10), len(log))
try:
    with 5:
        pass
except (TypeError, AttributeError) as e:
    print(type(e).__name__)
