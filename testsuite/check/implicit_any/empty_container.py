# strict
cache = {}  # error: [N0302] "the type of `cache` is not known"


class Pool:
    def __init__(self) -> None:
        self.free = []  # error: [N0302] "the type of `self.free` is not known"

    def size(self, extra: list) -> int:  # error: [N0302] "`list` says nothing of its type arguments"
        return len(self.free) + len(extra)
