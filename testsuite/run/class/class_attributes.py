# Class attributes: shared, shadowed by instances, changed in mid-loop, used as defaults.
class Config:
    limit: int = 10
    items: list[int] = []
    name = "cfg"

    def over(self, n: int) -> bool:
        return n > self.limit


def count(c: Config, n: int) -> int:
    hits = 0
    for i in range(n):
        if c.over(i):
            hits += 1
        if i == 15:
            Config.limit = 18
        if i == 20:
            c.limit = 0
    return hits


a, b = Config(), Config()
print(count(a, 30), Config.limit, a.limit, b.limit)
a.items.append(1)
print(b.items, Config.items is a.items, "items" in vars(a), vars(a))
b.name += "!"
print(a.name, b.name, Config.name)
del a.limit
print(a.limit, Config.__name__, [k for k in vars(Config) if not k.startswith("__")])
Config.extra = lambda self: "extra " + self.name
print(a.extra(), b.extra())
del Config.limit
try:
    a.over(1)
except AttributeError as e:
    print(e)
