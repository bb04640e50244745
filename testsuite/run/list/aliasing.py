# Two names for one list; a list in itself; multiplied inner lists share.
def add_to(xs: list[int], x: int) -> list[int]:
    xs.append(x)
    return xs


def inplace(xs: list[int], ys: list[int]) -> None:
    xs += ys
    ys = ys + [0]


a = [1]
b = a
print(add_to(a, 2) is b, b)
inplace(a, b)
print(a, b is a)
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid)
grid = [[0] * 2 for _ in range(2)]
grid[0][0] = 1
print(grid)
c: list[object] = [1]
c.append(c)
print(c, c[1][1][0], len(c))


def fill(xs: list[int], ys: list[int], n: int) -> int:
    s = 0
    for i in range(n):
        xs[i] = i
        s += ys[i]
    return s


same = [7] * 5
print(fill(same, same, 5), fill([0] * 5, [7] * 5, 5))
