# Specs, conversions, nested specs, debug form, quotes, braces.
def line(name: str, x: float, width: int) -> str:
    return f"{name:>{width}}|{x:<{width}.2f}|{x!r:^{width + 2}}|{{{name}}}"


print(line("a", 1.5, 6), line("bcd", 3, 8), line("", 2**70, 4), line(5, -0.0, 5))
x, s = 42, "it's"
print(f"{x=} {s=} {x=:5d} {s!r:>8} {x + 1 = } {s!a} {'nested'} {x:{'0'}{5}}")
print(f"{x:b} {x:#x} {x:,} {x:e} {1e6:,.1f} {0.5:%} {True} {None} {[1, 'a']} {(1,)} { {1: 2} }")
print(f"{x if x > 5 else 0} {(lambda y: y * 2)(x)} {x!s} {'a' 'b'} {f'{x}!'}")
for value, spec in ((1.5, "d"), ("a", "5d"), ([1], "5"), (None, ">5"), (1, ".3f"), (3, "s")):
    try:
        print(f"{value:{spec}}")
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
