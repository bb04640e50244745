# An effect happens once, also when fast code leaves right behind it.
# fault: repeated_effect
# proved
def add(xs: list[object], n: int) -> int:
    xs.append(n)
    m = n + 1
    xs.append(m)
    return m * 4611686018427387904


ys: list[object] = []
print(add(ys, 1), ys)
print(add(ys, 2), ys)
