"""Module attributes and a second instance."""

__all__ = ["visible", "count"]
count: int = 0
hidden = "h"


def visible() -> int:
    global count
    count += 1
    return count


def __getattr__(name: str) -> str:
    if name.startswith("dyn_"):
        return name[4:]
    raise AttributeError(name)


print("body runs in", __name__)
