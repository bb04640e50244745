# Counting, inverting and merging dictionaries of strings.
def count(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.lower().split():
        word = word.strip(".,!?")
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


def invert(d: dict[str, int]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = {}
    for k, v in d.items():
        if v not in out:
            out[v] = []
        out[v].append(k)
    return out


def top(d: dict[str, int], n: int) -> list[tuple[str, int]]:
    return sorted(d.items(), key=lambda kv: (-kv[1], kv[0]))[:n]


def merge(ds: list[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for d in ds:
        for k in d:
            total[k] = total.get(k, 0) + d[k]
    return total


c = count("The cat. The dog! the end, a cat; caf\xe9 CAF\xc9 .")
print(ascii(c), ascii(invert(c)), ascii(top(c, 3)))
print(merge([{"a": 1}, {"a": 2.5, "b": True}, {}, {"b": 2**64}]), invert({"x": 1, "y": 1.0, "z": True}))


def anagrams(words: list[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for w in words:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return [g for g in groups.values() if len(g) > 1]


print(anagrams(["listen", "silent", "enlist", "google", "elgoog", "abc"]))
