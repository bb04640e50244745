# nonlocal through several levels; a class body and a comprehension between.
def outer(n: int) -> list[object]:
    x = n
    seen: list[object] = []

    def mid() -> object:
        y = x * 2

        def inner() -> int:
            nonlocal x, y
            x += 1
            y += x
            return y

        class Local:
            x = "class x"
            both = (x, y)
            comp = [x for _ in range(1)]

            def read(self) -> object:
                return x

        seen.append((inner(), Local.both, Local.comp, Local().read(), x, y))
        return inner

    f = mid()
    g = mid()
    seen.append([f(), g(), f(), x])
    return seen


for row in outer(1):
    print(row)
print(outer(2**62)[-1])
