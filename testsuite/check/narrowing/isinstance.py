def run(x: int | str | list[int]) -> None:
    if isinstance(x, (int, str)):
        x.append(1)  # error: [N0205] # error: [N0205]
    else:
        x.upper()  # error: [N0205] "`list[int]` has no attribute `upper`"
