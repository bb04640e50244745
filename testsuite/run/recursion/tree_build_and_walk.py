# Recursive data: built, measured, compared; generators over it.
class Tree:
    left: "Tree | None"
    right: "Tree | None"
    key: int

    def __init__(self, key: int) -> None:
        self.key = key
        self.left = None
        self.right = None


def insert(t: "Tree | None", key: int) -> Tree:
    if t is None:
        return Tree(key)
    if key < t.key:
        t.left = insert(t.left, key)
    elif key > t.key:
        t.right = insert(t.right, key)
    return t


def height(t: "Tree | None") -> int:
    return 0 if t is None else 1 + max(height(t.left), height(t.right))


def walk(t: "Tree | None") -> object:
    if t is not None:
        yield from walk(t.left)
        yield t.key
        yield from walk(t.right)


def total(t: "Tree | None") -> int:
    if not t:
        return 0
    return total(t.left) + t.key + total(t.right)


root = None
x = 12345
for _ in range(200):
    x = (x * 1103515245 + 12345) % 2147483648
    root = insert(root, x % 1000)
for odd in (500.5, 2**70, True, -0.0):
    root = insert(root, odd)
keys = list(walk(root))
print(len(keys), height(root), keys == sorted(keys), total(root), keys[:3], keys[-1])
try:
    insert(root, "text")
except TypeError as e:
    print(type(e).__name__)
