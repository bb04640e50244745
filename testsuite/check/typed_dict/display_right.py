from typing import NotRequired, TypedDict


class Movie(TypedDict):
    title: str
    year: int
    rating: NotRequired[float]


class Silent(Movie, total=False):
    music: str


def show(movie: Movie) -> None: ...


a: Movie = {"title": "Metropolis", "year": 1927}
b: Silent = {"title": "M", "year": 1931, "rating": 8.3}
show(a)
show(b)
show({"title": "Sunrise", "year": 1927})
show(Movie(title="Sunrise", year=1927))
