# warnings.warn reports the line that stacklevel names, through compiled frames.
# world: cpython
import warnings


def old(level: int) -> None:
    warnings.warn("deprecated", DeprecationWarning, stacklevel=level)


def wrapper(level: int) -> None:
    old(level)


def hot(n: int) -> None:
    for i in range(n):
        if i % 2 == 0:
            wrapper(i)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    hot(5)
    wrapper(1)
    wrapper(2)
    wrapper(3)  # the module itself
print([w.lineno for w in caught], {w.category.__name__ for w in caught}, {w.filename.endswith("stacklevel.py") for w in caught})
with warnings.catch_warnings(record=True) as once:
    warnings.simplefilter("default")
    for _ in range(5):
        wrapper(2)
    wrapper(2)
print(len(once))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        hot(1)
    except DeprecationWarning as e:
        print("raised", e)
