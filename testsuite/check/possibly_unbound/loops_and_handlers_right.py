# strict
def last(xs: list[int]) -> int:
    x = 0
    for x in xs:
        pass
    return x


def search(xs: list[int]) -> int:
    for x in xs:
        if x > 3:
            found = x
            break
    else:
        found = 0
    return found


def parse(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        return 0
    return value


def pick(n: int) -> str:
    match n:
        case 1:
            word = "one"
        case _:
            word = "many"
    return word


def forever() -> int:
    while True:
        n = 1
        if n:
            break
    return n
