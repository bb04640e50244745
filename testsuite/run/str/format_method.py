# str.format and format() with the usual specs.
def show(x: float, spec: str) -> str:
    return format(x, spec)


for spec in ("", ".2f", "10.3f", "<10.1f", "^10.1f", "+.1f", "e", ".3g", "%", ",.2f", "010.2f"):
    print(repr(show(1234.5678, spec)), end=" ")
print()
for spec in ("", "d", "5d", "<5d", "05d", "+d", "x", "#x", "b", "o", ",", "_", "c", "e", ".1f"):
    print(repr(format(97, spec)), end=" ")
print()
print("{0} {1} {0}".format(1, 2), "{a:>5}{b!r}".format(a="x", b="y"), "{{}}".format(), "{0[1]} {1.real}".format([1, 2], 3))
for spec in ("5", "<5", "^6", "*>6", ".2", "s"):
    print(repr(format("abc", spec)), end=" ")
print()
for value, spec in ((1, "z!"), ("a", "d"), (1.5, "d")):
    try:
        format(value, spec)
    except ValueError as e:
        print("ValueError")
