# strict
def show(x: int | str | list[int] | dict[str, float] | None) -> str:
    match x:
        case int(n):
            return str(n.bit_length())
        case str():
            return x.upper()
        case [first, *rest]:
            return str(first.bit_length() + len(rest))
        case {"size": size}:
            return str(size.is_integer())
        case None:
            return "nothing"
    return ""
