# Fields are evaluated and formatted left to right; an exception keeps earlier effects.
log: list[str] = []


class F:
    def __init__(self, name: str, fail: bool = False) -> None:
        self.name = name
        self.fail = fail

    def __format__(self, spec: str) -> str:
        log.append(f"format {self.name}:{spec}")
        if self.fail:
            raise ValueError(self.name)
        return f"<{self.name}{spec}>"

    def __str__(self) -> str:
        log.append("str " + self.name)
        return self.name

    def __repr__(self) -> str:
        log.append("repr " + self.name)
        return f"r{self.name}"


def v(x: object) -> object:
    log.append("eval")
    return x


a, b = F("a"), F("b", True)
print(f"{v(a)}{v(a):x}{v(a)!s}{v(a)!r:>5}{v(a):{v(1)}}", log)
log.clear()
try:
    f"{v(a)}{v(b)}{v(a)}"
except ValueError as e:
    print(e, log)


class Bad:
    def __format__(self, spec: str) -> int:
        return 5


try:
    f"{Bad()}"
except TypeError as e:
    print(e)
