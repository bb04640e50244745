# strict
def greet(name: str = None) -> str:  # error: [N0201] "found `None`"
    return name
