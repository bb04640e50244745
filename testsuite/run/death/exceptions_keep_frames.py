# A caught exception keeps its frames' locals alive until it is gone.
# world: cpython
class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


def fail(name: str) -> None:
    d = D(name)
    raise ValueError(name)


def run() -> None:
    try:
        fail("one")
    except ValueError as e:
        print("caught", e)
    print("after handler")
    saved = None
    try:
        fail("two")
    except ValueError as e:
        saved = e
    print("saved")
    saved = None
    print("dropped")
    try:
        fail("three")
    except ValueError:
        print("no name")
    print("end")


run()
