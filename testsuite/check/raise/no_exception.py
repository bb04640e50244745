def run() -> None:
    raise "oops"  # error: [N0201] "not an exception"
