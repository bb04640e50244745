with 3 as n:  # error: [N0205] "not a context manager"
    print(n)
