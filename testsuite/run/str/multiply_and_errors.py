# String times int, wrong operand types, and their messages.
def repeat(s: str, n: int) -> str:
    return s * n


print([repeat("ab", n) for n in (-1, 0, 1, 3, True)], repeat("", 2**62) == "", 3 * "xy")
cases = [("a", 1.5), ("a", "b"), ("a", None)]
for s, n in cases:
    try:
        repeat(s, n)
    except TypeError as e:
        print(e)


def join(a: str, b: str) -> str:
    return a + b


for a, b in (("a", "b"), (1, 2), ([1], [2]), (1.5, 1)):
    print(join(a, b))
for a, b in (("a", 1), (1, "a"), ("a", None), (None, "a"), ([], "a")):
    try:
        print(join(a, b))
    except TypeError as e:
        print(e)
try:
    "abc"[0] = "x"
except TypeError as e:
    print(e)
