# strict
def run(flag: bool) -> int:
    if flag:
        x = 1
    return x  # error: [N0111] "`x` may have no value here"

def loop(xs: list[int]) -> int:
    for i in xs:
        last = i
    return last  # error: [N0111]
