# Temporaries die within the expression that made them.
class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)

    def __add__(self, o: "D") -> "D":
        return D(self.name + o.name)

    def me(self) -> "D":
        return self

    def __bool__(self) -> bool:
        return True


def use(d: D) -> str:
    return d.name


print(D("a").name)
print((D("b") + D("c")).name)
print(use(D("d")), use(D("e")))
if D("condition"):
    print("in if")
print([use(D(str(i))) for i in range(2)])
while D("while"):
    print("in while")
    break
x = D("f") + D("g") + D("h")
print("chain done")
D("i").me().me()
print("calls done")
for _ in [D("in list")]:
    print("iterating")
    _ = None
print("loop done")
