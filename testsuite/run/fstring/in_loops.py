# f-strings of numbers that change kind in a loop.
def render(xs: list[int]) -> str:
    out = ""
    for i, x in enumerate(xs):
        out += f"{i}:{x};"
    return out


def padded(n: int) -> list[str]:
    return [f"{i:03d}-{i * i:>6}-{i / 4:.2f}" for i in range(n)]


print(render([1, -5, 2.5, True, None, "s", 2**64, -0.0, 1e16, [1], 10**15]))
print(padded(4), f"{'':>3}|\xe9|{'a' * 3}" == "   |\xe9|aaa")
print(f"", f"{1}{2}", f"a{'b'}c", "x" f"{1}" "y", f"{3.0}", f"{1e100}", f"{-7 // 2}", f"{7 % -3}")
