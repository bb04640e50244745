# What is called when the program ends: the last registered first, even when an exception ends it.
# exits: 1
import atexit


@atexit.register
def first() -> None:
    print("first registered")


def show(*args: object, **options: object) -> None:
    print(args, options)


atexit.register(show, 1, key="value")
atexit.register(show, "never")
atexit.unregister(show)
atexit.register(lambda: atexit.register(show, "late"))
print(atexit.register(show, 2) is show)
raise SystemExit(1)
