# strict
class Problem:
    pass


def run(text: str) -> None:
    try:
        int(text)
    except 3:  # error: [N0201] "`int` is no class of exceptions"
        pass
    except (ValueError, str) as error:  # error: [N0201] "`type[str]` is no class of exceptions"
        raise Problem() from error  # error: [N0201] "`Problem` is not an exception"
    raise ValueError from "text"  # error: [N0201] "`str` is not an exception"
