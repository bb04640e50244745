# strict
def total(*numbers: int, **names: str) -> int:
    print(names["a"].upper(), numbers[0].bit_length())
    return sum(numbers)


ones = [1, 1]
table = {"a": "x"}
total(1, 2, a="b")
total(*ones, **table)
total(*(1, 2))
