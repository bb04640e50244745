# Changing size while iterating raises; changing values does not.
def double_values(d: dict[str, int]) -> dict[str, int]:
    for k in d:
        d[k] *= 2
    return d


def grow(d: dict[str, int]) -> int:
    n = 0
    for k in d:
        n += 1
        d[k + "x"] = 1
    return n


def delete(d: dict[str, int]) -> int:
    n = 0
    for k, v in d.items():
        n += v
        del d[k]
    return n


def replace(d: dict[str, int]) -> list[str]:
    seen = []
    for k in list(d):
        seen.append(k)
        del d[k]
        d[k + "!"] = 0
    return seen


print(double_values({"a": 1, "b": 2**62}))
for f in (grow, delete):
    d = {"a": 1, "b": 2}
    try:
        print(f(d))
    except RuntimeError as e:
        print(e, d)
print(grow({}), delete({}), replace({"a": 1, "b": 2}))
d = {"a": 1, "b": 2, "c": 3}
it = iter(d.values())
print(next(it))
d["a"] = 10
print(next(it))
try:
    d["z"] = 0
    next(it)
except RuntimeError as e:
    print(e)
