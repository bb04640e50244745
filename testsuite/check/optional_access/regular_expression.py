# strict
import os
import re


def digits(text: str) -> str:
    found = re.search("[0-9]+", text)
    return found.group()  # error: [N0305] "`Match[str] | None` may be `None` here, which has no attribute `group`"


def home() -> str:
    return os.environ.get("HOME")  # error: [N0202] "expected `str`, found `str | None`"


def size(table: dict[str, int]) -> int:
    return table.get("a") + 1  # error: [N0305] "`int | None` may be `None` here, which does not support `+`"
