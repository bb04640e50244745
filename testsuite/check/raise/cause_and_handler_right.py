# strict
class Problem(Exception):
    pass


def run(text: str) -> None:
    try:
        int(text)
    except (ValueError, TypeError) as error:
        raise Problem(text) from error
    except OSError:
        raise
    raise Problem from None
