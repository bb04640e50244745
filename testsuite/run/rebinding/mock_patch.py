# unittest.mock.patch over functions, methods, builtins and module attributes that compiled code calls.
# world: cpython
import math
import sys
from unittest import mock


def rate(x: float) -> float:
    return x * 2


class Shop:
    def price(self, n: int) -> int:
        return n * 10


def total(shop: Shop, n: int) -> float:
    s = 0
    for i in range(n):
        s += rate(shop.price(i)) + math.floor(0.5)
    return s


me = sys.modules[__name__]
shop = Shop()
print(total(shop, 4))
with mock.patch.object(me, "rate", return_value=1) as m:
    print(total(shop, 4), m.call_count, m.call_args_list[-1].args)
with mock.patch.object(Shop, "price", lambda self, n: 0.5):
    print(total(shop, 4))
with mock.patch.object(shop, "price", side_effect=[1, 2, ValueError("patched")]) as p:
    try:
        total(shop, 4)
    except ValueError as e:
        print(e, p.call_count)
with mock.patch("math.floor", return_value=1000):
    print(total(shop, 2))
with mock.patch("builtins.sum", return_value="patched"):
    print(sum([1, 2]))
print(total(shop, 4), sum([1, 2]), rate(1))


@mock.patch.object(me, "rate", new=lambda x: -x)
def decorated() -> float:
    return total(shop, 3)


print(decorated(), total(shop, 3))
