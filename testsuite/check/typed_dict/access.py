# strict
from typing import TypedDict


class Movie(TypedDict):
    title: str
    year: int


def show(movie: Movie) -> None:
    movie["titel"]  # error: [N0217] "`Movie` has no key `titel`"
    movie["year"].upper()  # error: [N0205] "`int` has no attribute `upper`"
    movie["year"] = "1927"  # error: [N0210] "expected `int`, found `str`"
    movie["name"] = "x"  # error: [N0217] "`Movie` has no key `name`"
    del movie["title"]  # error: [N0217] "`Movie` must keep its key `title`"
