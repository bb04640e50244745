from .counting import Counter, count, split

__all__ = ["Counter", "count", "split"]
