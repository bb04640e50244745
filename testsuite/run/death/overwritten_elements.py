# Elements and attributes die when overwritten, deleted, popped or cleared.
class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


class Holder:
    def __init__(self, d: D) -> None:
        self.d = d


def fill(xs: list[D], n: int) -> None:
    for i in range(n):
        xs[0] = D(f"e{i}")
        print("stored", i)


xs = [D("start")]
fill(xs, 2)
xs.append(D("second"))
xs.pop()
print("popped")
xs[:] = []
print("cleared")
d = {"k": D("value")}
d["k"] = D("new value")
print("overwritten")
del d["k"]
print("deleted")
h = Holder(D("attr"))
h.d = D("attr2")
print("attribute set")
del h
print("holder gone")
t = (D("in tuple"), 1)
t = None
print("tuple gone")
ys = [D("y0"), D("y1"), D("y2")]
del ys[1]
print("deleted one")
ys.clear()
print("end")
