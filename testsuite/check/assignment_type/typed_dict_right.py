from typing import TypedDict

class Movie(TypedDict):
    name: str
    year: int

m: Movie = {"name": "x", "year": 1999}
reveal_type(m["year"])  # revealed: int
