# KeyError, get, setdefault, pop, `in`, in loops with try inside.
def count(words: list[str]) -> dict[str, int]:
    d: dict[str, int] = {}
    for w in words:
        try:
            d[w] += 1
        except KeyError:
            d[w] = 1
    return d


def count_get(words: list[str]) -> dict[str, int]:
    d: dict[str, int] = {}
    for w in words:
        d[w] = d.get(w, 0) + 1
    return d


def group(words: list[str]) -> dict[int, list[str]]:
    d: dict[int, list[str]] = {}
    for w in words:
        d.setdefault(len(w), []).append(w)
    return d


ws = "the cat sat on the mat the end".split()
print(count(ws), count_get(ws) == count(ws), group(ws))
d = {"a": 1}
for k in ("b", 1, None, (1, 2), 1.5):
    try:
        d[k]
    except KeyError as e:
        print(e, e.args)
try:
    del d["zz"]
except KeyError as e:
    print("del", e)
print(d.get("b"), d.get("b", 5), d.pop("a", 9), d.pop("a", 9), d, d.setdefault("q"), d)
try:
    d.pop("nope")
except KeyError as e:
    print(e)
try:
    {}.popitem()
except KeyError as e:
    print(e)
for bad in ([], {}, set()):
    try:
        d[bad] = 1
    except TypeError as e:
        print(type(e).__name__)
