"""The grammar: from a seed to the text of a program that is valid, ends, and prints the same each time it runs."""

import random

from .program import Program


def program(seed, tag):
    """The text of the program of a seed. Its names end in `tag`; its function `main_TAG` runs it."""
    return Program(random.Random(seed), tag).write()
