from typing import TypedDict

class Movie(TypedDict):
    name: str
    year: int

m: Movie = {"name": "x", "year": "y"}  # error: [N0210] "expected `int`, found `str`"
