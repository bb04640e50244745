# strict
cache: dict[str, int] = {}


class Pool:
    def __init__(self) -> None:
        self.free: list[str] = []
        self.names = ["a"]

    def size(self, extra: list[int]) -> int:
        found = []
        for x in extra:
            found.append(x + 1)
        return len(self.free) + len(found)


cache["a"] = Pool().size([1])
