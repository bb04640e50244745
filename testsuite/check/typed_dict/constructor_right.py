from typing import TypedDict


class Movie(TypedDict):
    title: str
    year: int


print(Movie(title="M", year=1931)["year"])
