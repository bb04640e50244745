# An inlined callee that overflows goes on with big numbers, and the caller with what comes of it: a number that fits or not.
def mixed(x: int, i: int) -> int:
    return (x * 6364136223846793005 + i) % 1000003


def grow(x: int) -> int:
    return x * 3 + 1


def hash_of(n: int) -> int:
    x = 1
    for i in range(n):
        x = mixed(x, i)
    return x


def powers(n: int) -> int:
    x = 1
    for _ in range(n):
        x = grow(x)
    return x


def both(n: int) -> list[int]:
    found = []
    for i in range(n):
        found.append(grow(4611686018427387904 // (i + 1)) - grow(i))
    return found


print(hash_of(1000))
print(powers(30), powers(60))
print(both(5))
