# strict
class Store:
    def get(self, key: str, *, default: int = 0) -> float:
        return default


class Exact(Store):
    def get(self, key: object, *, default: int = 0, strict: bool = False) -> int:
        return default


class Loose(Store):
    def get(self, *args: object, **options: object) -> float:
        return 1.5
