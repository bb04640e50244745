# What `get` gives for a key that is not there counts.
# strict
from typing import TypedDict


class Movie(TypedDict, total=False):
    year: int


def year(movie: Movie) -> int:
    return movie.get("year", "unknown")  # error: [N0202]
