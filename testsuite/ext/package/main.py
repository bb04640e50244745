# Modules of packages, found by their dotted names wherever the package lies.
import importlib

import shop.goods.fruit
from shop import goods, total

print(total({"apple": 2, "pear": 3}), goods.fruit.PRICES["apple"], shop.goods.fruit is goods.fruit)
print(shop.__name__, shop.__package__, goods.__package__, goods.fruit.__package__, shop.__path__ == shop.__spec__.submodule_search_locations)
print(importlib.import_module(".tools", "shop").double(21), shop.tools.__name__, goods.fruit.tools is shop.tools)
print(goods.fruit.price.__module__, goods.fruit.price.__qualname__)
