# Reading, assigning and deleting slices, also of itself.
def assign(xs: list[int], a: int, b: int, ys: list[int]) -> list[int]:
    xs[a:b] = ys
    return xs


print(assign([1, 2, 3, 4], 1, 3, [9]), assign([1, 2, 3], 1, 1, [7, 8]), assign([1, 2, 3], 5, 9, [4]), assign([1, 2, 3], -2, -1, []))
xs = [1, 2, 3]
xs[1:2] = xs
print(xs)
xs[:] = xs[::-1]
print(xs, xs[1:-1], xs[::2], xs[::-2], xs[10:], xs[-100:2], xs[3:1])
xs[::2] = [0] * len(xs[::2])
print(xs)
try:
    xs[::2] = [1]
except ValueError as e:
    print(e)
del xs[1:3]
print(xs)
del xs[::2]
print(xs)
ys = list(range(10))
del ys[-3:]
del ys[0]
print(ys)
zs = ys[:]
zs.append(1)
print(len(ys), len(zs), zs is ys)
xs = [1, 2, 3]
xs[1:2] = "ab"
xs[:0] = (x for x in range(2))
print(xs)
