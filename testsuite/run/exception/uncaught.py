# An uncaught exception: output before it stays, the exit status is 1.
# exits: 1
def inner(x: int) -> int:
    print("inner", x)
    return 10 // x


def outer(x: int) -> int:
    try:
        return inner(x) + inner(x - 1)
    finally:
        print("cleanup")


print(outer(2))
print(outer(1))
print("never")
