from typing import NotRequired, TypedDict


class Movie(TypedDict):
    title: str
    year: int
    rating: NotRequired[float]


a: Movie = {"title": "Metropolis"}  # error: [N0217] "`Movie` needs the key `year`"
b: Movie = {"title": "M", "year": 1931, "lenght": 117}  # error: [N0217] "`Movie` has no key `lenght`"
c: Movie = {"title": "M", "year": "1931"}  # error: [N0210] "expected `int`, found `str`"


def show(movie: Movie) -> None: ...


show({"year": 1927})  # error: [N0217] "`Movie` needs the key `title`"
