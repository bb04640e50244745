# Insertion order through overwriting, deletion and re-insertion.
def history(keys: list[str]) -> dict[str, int]:
    d: dict[str, int] = {}
    for i, k in enumerate(keys):
        if k.startswith("-"):
            d.pop(k[1:], None)
        else:
            d[k] = i
    return d


print(history(["a", "b", "c", "a", "-b", "b", "-zz", "-a", "a"]))
d = {"x": 1, "y": 2}
d["x"] = 3
print(d, list(d), list(d.values()), list(d.items()), list(reversed(d)), len(d))
del d["x"]
d["x"] = 4
print(d, d.popitem(), d)
print({1: "a", 1.0: "b", True: "c"}, {**{"a": 1}, "b": 2, **{"a": 3}}, dict(a=1, b=2), dict([(1, 2)]), dict.fromkeys("ab", 0))
big = {i * 7 % 101: i for i in range(101)}
print(list(big)[:10], sum(big.values()))
for i in range(0, 101, 2):
    del big[i]
print(list(big)[:10], len(big))
