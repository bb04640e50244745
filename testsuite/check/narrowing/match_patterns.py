# strict
def show(x: int | str | list[int] | dict[str, float] | None) -> str:
    match x:
        case int(n):
            return n.upper()  # error: [N0205] "`int` has no attribute `upper`"
        case str():
            return x.upper()
        case [first, *rest]:
            return first.upper() + rest.upper()  # error: [N0205] "`int` has no attribute `upper`" # error: [N0205] "`list[int]` has no attribute `upper`"
        case {"size": size}:
            return size.upper()  # error: [N0205] "`float` has no attribute `upper`"
        case None:
            return x.upper()  # error: [N0205] "`None` has no attribute `upper`"
    return ""
