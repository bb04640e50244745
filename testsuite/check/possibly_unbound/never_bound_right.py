def run(flag: bool) -> int:
    x = 1
    if flag:
        y = 2
    else:
        y = 3
    try:
        z = int("1")
    except ValueError:
        return 0
    return x + y + z

def use_later() -> int:
    return later

later = 1
