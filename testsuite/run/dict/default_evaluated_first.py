# Order of evaluation: value before key in `d[k] = v`, key before value in displays.
log: list[str] = []


def v(tag: str, x: object) -> object:
    log.append(tag)
    return x


def show() -> None:
    print(" ".join(log))
    log.clear()


d: dict[object, object] = {}
v("d", d)[v("k", 1)] = v("v", 2)
show()
{v("k1", 1): v("v1", 1), v("k2", 2): v("v2", 2)}
show()
v("d", d).get(v("k", 5), v("default", 6))
show()
v("d", d)[v("k", 1)] += v("r", 1)
show()
[v("a", 1), v("b", 2)][v("i", 0)]
show()
(v("x", 1), *v("ys", [2]), v("z", 3))
show()
{k: val for k, val in [(v("k1", 1), v("v1", 2))]}
show()
{v(f"ck{i}", i): v(f"cv{i}", i) for i in range(2)}
show()
try:
    v("d", d)[v("k", [])] = v("v", 1)
except TypeError:
    show()
del v("d", d)[v("k", 1)]
show()
v("a", 1) + v("b", 2) * v("c", 3) - v("d", 4) ** v("e", 2)
show()
