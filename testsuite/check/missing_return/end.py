# A call at the end that does return leaves the function without a value.
def log(message: str) -> None: ...


def parse(text: str) -> int:  # error: [N0303]
    if text:
        return 1
    log("no text")
