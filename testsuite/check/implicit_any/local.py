# strict
import json

def load(text: str) -> None:
    table = {}  # error: [N0302] "the type of `table` is not known"
    print(table)
    xs = []  # error: [N0302]
    for x in xs:  # error: [N0302]
        print(x)
