# strict
count: int = 0
name: str = ""
count, name = "a", 1  # error: [N0201] "expected `int`, found `str`" # error: [N0201] "expected `str`, found `int`"
for name in [1, 2]:  # error: [N0201] "expected `str`, found `int`"
    pass
total: int = sum(x / 2 for x in [1, 2])  # error: [N0201] "expected `int`, found `float | int`"
