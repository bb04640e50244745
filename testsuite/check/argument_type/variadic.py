# strict
def total(*numbers: int, **names: str) -> int:
    names["a"].bit_length()  # error: [N0205] "`str` has no attribute `bit_length`"
    return sum(numbers)


words = ["a"]
table = {"a": 1}
total(1, "2")  # error: [N0203] "expected `int`, found `str`"
total(a=1)  # error: [N0203] "expected `str`, found `int`"
total(*words)  # error: [N0203] "expected `int`, found `str`"
total(**table)  # error: [N0203] "expected `str`, found `int`"
