def run(n: int, f: float) -> None:
    for i in n:  # error: [N0209] "`int` cannot be iterated"
        print(i)
    a, b = f  # error: [N0209]
    [x for x in n]  # error: [N0209]
    print(*n)  # error: [N0209]
