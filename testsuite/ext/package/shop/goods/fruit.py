from .. import tools
from . import KINDS

PRICES = {"apple": 3, "pear": tools.double(2)}
assert KINDS == ["fruit"]


def price(name: str) -> int:
    return PRICES[name]
