# strict
import json
from typing import Any

def load(text: str) -> None:
    table: dict[str, int] = {}
    print(table)
    data: Any = json.loads(text)
    xs = []
    xs.append(1)
    for x in xs:
        reveal_type(x)  # revealed: int
