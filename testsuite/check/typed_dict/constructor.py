from typing import TypedDict


class Movie(TypedDict):
    title: str
    year: int


Movie(title="M")  # error: [N0204] "`Movie` needs `year`"
Movie(title=1, year=1931)  # error: [N0203] "expected `str`, found `int`"
Movie(title="M", year=1931, stars=5)  # error: [N0204] "`Movie` has no parameter `stars`"
