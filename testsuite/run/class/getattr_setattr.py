# __getattr__, __setattr__, __delattr__, getattr with default, dynamic names.
class Proxy:
    def __init__(self, target: dict[str, int]) -> None:
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name: str) -> int:
        self.log.append("get " + name)
        if name in self.target:
            return self.target[name]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: int) -> None:
        self.log.append("set " + name)
        self.target[name] = value

    def __delattr__(self, name: str) -> None:
        self.log.append("del " + name)
        del self.target[name]


def work(p: Proxy, n: int) -> int:
    for i in range(n):
        p.x = p.x + i
    return p.x


p = Proxy({"x": 1})
print(work(p, 3), p.log, hasattr(p, "y"), getattr(p, "y", "default"))
del p.x
try:
    p.x
except AttributeError as e:
    print(e)


class Plain:
    pass


o = Plain()
for i, name in enumerate("abc"):
    setattr(o, name, i)
print(vars(o), getattr(o, "b"), hasattr(o, "z"))
delattr(o, "a")
o.__dict__["new"] = 5
print(o.new, list(vars(o)))
try:
    getattr(o, "missing")
except AttributeError as e:
    print(e)
try:
    (5).x = 1
except AttributeError as e:
    print(type(e).__name__)
