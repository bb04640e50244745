# Promotion goes one way: what derives from `float` is no `int`.
class Half(float):
    pass


def double(n: int) -> int:
    return n + n


double(Half(3))  # error: [N0203]
