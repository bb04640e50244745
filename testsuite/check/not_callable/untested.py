# Nothing is known of an `object` but that it is one.
# strict
def call(x: object) -> str:
    if not callable(x):
        x()  # error: [N0207]
    return "called"


def plainly(x: object) -> str:
    return str(x())  # error: [N0207]
