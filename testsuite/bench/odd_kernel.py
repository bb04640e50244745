"""Loops over ints that meet, if asked to, one thing that does not fit an int of 64 bits."""


def above(xs: list[int], limit: int, rounds: int) -> int:
    """How many elements exceed the limit, counted again and again."""
    n = 0
    for _ in range(rounds):
        for x in xs:
            if x > limit:
                n += 1
    return n


def mixed(n: int, at: int) -> int:
    """A running remainder; in step `at`, what goes into it is too large."""
    s = 1
    for i in range(n):
        k = i + 9223372036854775807 if i == at else i
        s = (s * 31 + k) % 1000003
    return s


def float_element(n: int, odd: bool) -> int:
    size = 1_000_000
    xs = list(range(size))
    if odd:
        xs[size // 10] = 0.5  # type: ignore[call-overload]
    return above(xs, size // 2, n // size)


def overflow_once(n: int, odd: bool) -> int:
    return mixed(n, n // 10 if odd else -1)


def main(n: int) -> int:
    """The one that all compilers can be asked for: mypyc refuses the float."""
    return overflow_once(n, True)
