# strict
class Store:
    def get(self, key: str, *, default: int = 0) -> int:
        return default


class Lossy(Store):
    def get(self, key: str, *, default: int = 0) -> int | None:  # error: [N0213] "the result of `get` must be a `int`, as in `Store`"
        return None


class Narrow(Store):
    def get(self, key: str) -> int:  # error: [N0213] "`get` must take the arguments that `Store.get` takes"
        return 1
