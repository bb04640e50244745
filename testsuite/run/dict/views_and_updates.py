# Views are live; update, |, comparison, dict of dicts.
def merge(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    out = dict(a)
    out.update(b)
    return out


d = {"a": 1}
ks, vs, it = d.keys(), d.values(), d.items()
d["b"] = 2
print(ks, vs, it, len(ks), "b" in ks, 2 in vs, ("b", 2) in it)
print(merge(d, {"a": 9, "c": 3}), d | {"z": 0}, d)
d |= [("q", 1)]
d.update(w=1)
print(d, d == dict(reversed(list(d.items()))), d != {}, {"a": 1} == {"a": 1.0})
print(sorted(d.keys() & {"a", "zz"}), sorted(d.keys() - {"a"}))
nested: dict[str, dict[str, int]] = {}
for word in ("ab", "ac", "ab", "bc"):
    inner = nested.setdefault(word[0], {})
    inner[word] = inner.get(word, 0) + 1
print(nested)
copy = nested.copy()
copy["a"]["new"] = 1
print(nested["a"], copy is nested)
d.clear()
print(d, list(ks), bool(d))
for bad in (1, [1], [(1, 2, 3)]):
    try:
        d.update(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
