class Oops(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

def run() -> None:
    try:
        raise Oops(3)
    except Oops as e:
        reveal_type(e.code)  # revealed: int
    except (ValueError, KeyError) as e:
        reveal_type(e)  # revealed: ValueError | KeyError
    raise ValueError
