def run(flag: bool) -> int:
    print(x)  # error: [N0111] "`x` has no value here"
    x = 1
    del x
    return x  # error: [N0111]

print(later)  # error: [N0111]
later = 1
