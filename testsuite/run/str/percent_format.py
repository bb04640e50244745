# The % operator on strings, and % on numbers through the same function.
def mod(a: object, b: object) -> object:
    return a % b


print(mod("%d items", 3), mod("%s and %r", ("a", "b")), mod("%5.2f|%-5d|%05d|%x|%%", (3.14159, 42, 42, 255)))
print(mod("%(a)s-%(b)s", {"a": 1, "b": 2}), mod(7, 3), mod(-7.5, 2), mod("%s", None), mod("no args", ()))
for a, b in (("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), (5, "a")):
    try:
        print(mod(a, b))
    except TypeError as e:
        print(e)
print("%s" % (1,), "%s %s" % (1, 2), "%c%c" % ("a", 98), "%e" % 12345.678, "%g" % 1e-7, "%+d" % 5)
