# An unset variable is an UnboundLocalError.
# fault: unset_read
def maybe(n: int) -> object:
    if n > 2:
        found = [n]
    return found


print(maybe(3))
try:
    print(maybe(1))
except UnboundLocalError as error:
    print(type(error).__name__, error.args)
