# A dict subclass with __missing__, __getitem__ or __setitem__ passed for dict.
class Counter(dict):
    def __missing__(self, key: str) -> int:
        return 100


class Loud(dict):
    def __getitem__(self, key: str) -> int:
        print("get", key, end="; ")
        return dict.get(self, key, -1)

    def __setitem__(self, key: str, value: int) -> None:
        print("set", key, value, end="; ")
        dict.__setitem__(self, key, value + 1)

    def __contains__(self, key: object) -> bool:
        return False


def work(d: dict[str, int]) -> object:
    d["a"] = d["z"] + 1
    d["a"] += 1
    return d["a"], "a" in d, d.get("a"), len(d), sorted(d.items())


print(work({"z": 1}))
print(work(Counter()))
print(work(Loud()))
print(work({"z": 2}))
