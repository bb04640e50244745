# What a traceback underlines of an assertion that fails.
# python: >=3.13
# world: cpython
import traceback


def shown(f) -> None:
    try:
        f()
    except AssertionError:
        lines = traceback.format_exc().splitlines()
        print(*(line.replace(__file__, "this") for line in lines[4:]), sep="\n")


a, b = 1, 2


def test_1() -> None:
    assert a == b


def test_2() -> None:
    assert not a == a, "text"


def test_3() -> None:
    assert a == a and b > 5


def test_4() -> None:
    assert a > 5 or not b


def test_5() -> None:
    assert a


def test_6() -> None:
    assert not b


def test_7() -> None:
    assert a < b < a


def test_8() -> None:
    assert (a == b if a else b == a)


def test_9() -> None:
    assert a is b, f"{a}"


def test_10() -> None:
    assert (a == b
            and b == a)


def test_11() -> None:
    assert isinstance(a, str) and b


def test_12() -> None:
    assert a == a and isinstance(a, str)


def test_13() -> None:
    assert a in (2, 3) or a in [b]


def test_14() -> None:
    x = a
    assert len([x]) == 2 or (x == 3 and x == 4)


def test_15() -> None:
    assert False


for test in (test_1, test_2, test_3, test_4, test_6, test_7, test_8, test_9, test_10, test_11, test_12, test_13, test_14, test_15):
    shown(test)
