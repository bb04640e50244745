from dataclasses import dataclass


@dataclass
class User:
    name: str = ""
    age: int  # error: [N0219] "`age` has no default, and stands behind a field that has one"
