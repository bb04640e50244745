# strict
from typing import TypedDict


class Movie(TypedDict, total=False):
    title: str
    year: int


def show(movie: Movie) -> None:
    print(movie["title"].upper(), movie["year"] + 1)
    movie["year"] = 1927
    year: int | None = movie.get("year")
    title: str = movie.get("title", "?")
    del movie["title"]
    for key in movie:
        print(key.upper(), year, title)
