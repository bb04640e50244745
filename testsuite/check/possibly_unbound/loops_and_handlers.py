# strict
def last(xs: list[int]) -> int:
    for x in xs:
        pass
    return x  # error: [N0111] "`x` may have no value here"


def parse(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        print("no number")
    return value  # error: [N0111] "`value` may have no value here"


def pick(n: int) -> str:
    match n:
        case 1:
            word = "one"
        case 2:
            word = "two"
    return word  # error: [N0111] "`word` may have no value here"


def caught() -> None:
    try:
        print(1 / 0)
    except ZeroDivisionError as error:
        print(error)
    print(error)  # error: [N0111] "`error` has no value here"
