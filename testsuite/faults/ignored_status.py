# A direct call may return what its representation cannot hold.
# fault: ignored_status
def double(n: int) -> int:
    return n + n


def quadruple(n: int) -> int:
    return double(double(n))


print(quadruple(5), quadruple(4611686018427387904))
