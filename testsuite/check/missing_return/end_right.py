# Without `--strict`: whether a call of something unknown at the end returns is not known.
import there_is_no_such_module


def fails(message):
    raise ValueError(message)


def parse(text: str) -> int:
    if text:
        return 1
    else:
        there_is_no_such_module.error("no text")


def other(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        fails("no number")
