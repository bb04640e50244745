"""Counts words."""

import sys

from sample import words


class Counter:
    """How often a word was seen."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.seen = 0

    def see(self, word: str) -> None:
        if word == self.word:
            self.seen += 1


def split(text: str) -> list[str]:
    return text.split()


def count(items: list[str], word: str) -> int:
    counter = Counter(word)
    for item in items:
        counter.see(item)
    return counter.seen


def fail(number: int) -> float:
    return 1 / number


def main() -> None:
    for word in sys.argv[1:] or ["two"]:
        print(word, count(words(), word))
