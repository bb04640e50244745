def run(n: 3, f: print) -> int:  # error: [N0211] "a value, not a type" # error: [N0211] "function"
    return 1

x: [int] = []  # error: [N0211] "a list is no type"
