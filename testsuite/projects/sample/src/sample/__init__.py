"""A package of several modules, with data."""

from pathlib import Path

__version__ = "1.2.0"


def words() -> list[str]:
    """The words of the data file beside this package."""
    return (Path(__file__).parent / "data" / "words.txt").read_text().split()
