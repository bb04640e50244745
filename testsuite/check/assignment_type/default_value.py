def greet(name: str = 3) -> None:  # error: [N0201] "expected `str`, found `int`"
    print(name)
