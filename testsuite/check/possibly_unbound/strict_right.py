# strict
def run(flag: bool) -> int:
    x = 0
    if flag:
        x = 1
    return x

def loop(xs: list[int]) -> int:
    last = 0
    for i in xs:
        last = i
    return last

def forever() -> int:
    while True:
        n = 1
        if n:
            break
    return n
