# strict
count: int = 0
name: str = ""
count, name = 1, "a"
for name in ["a", "b"]:
    pass
first, *rest = [1, 2, 3]
total: int = sum(x * 2 for x in [first, *rest])
half: float = 1
print(half, {k: v for k, v in zip(["a"], [total])}["a"].bit_length())
