# strict
import os
import re


def digits(text: str) -> str:
    if (found := re.search("[0-9]+", text)) is None:
        return ""
    return found.group()


def home() -> str:
    return os.environ.get("HOME", "/")


def size(table: dict[str, int]) -> int:
    return table.get("a", 0) + 1
