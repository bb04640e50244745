def pair() -> tuple[int, str]:
    return 1, "a"

a, b, c = pair()  # error: [N0212] "expected 3 values to unpack, found 2"
(d,) = pair()  # error: [N0212]
for x, y, z in [(1, 2)]:  # error: [N0212]
    print(x, y, z)
