# yield from generators, lists and iterators; values sent and thrown through; its result.
def inner(n: int) -> object:
    got = []
    for i in range(n):
        try:
            got.append((yield i))
        except ValueError as e:
            got.append(str(e))
    return got


def outer() -> object:
    r = yield from inner(2)
    yield r
    r = yield from [10, 20]
    yield r
    return (yield from inner(1))


g = outer()
print(next(g), g.send("a"), g.send("b"), next(g), next(g), next(g), next(g))
try:
    g.throw(ValueError("thrown"))
except StopIteration as e:
    print(e.value)


class Tree:
    def __init__(self, value: int, left: "Tree | None" = None, right: "Tree | None" = None) -> None:
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self) -> object:
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6.5, None, Tree(2**65)))))


def flatten(x: object) -> object:
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(list(flatten([1, [2, [3, [], "ab"]], [[[4.5]]]])))
try:
    list(flatten([1, [2]])) and next((lambda: (yield from 5))())
except TypeError as e:
    print(e)
