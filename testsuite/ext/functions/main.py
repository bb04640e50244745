import functools
import inspect

import shapes
from shapes import apply, area

print(area(3), area(1.5, h=2), area(3, 4, scale=2), area(*[1], **{"scale": 3}), area("ab", 2), area.__doc__)
print(shapes.total([1, 2], 3, a=4), shapes.total([]), shapes.total(range(5)), shapes.total([2**63]), shapes.total({1: 2}, 0.5))
print(list(map(area, [1, 2.5])), functools.partial(area, 2, scale=3)(5), sorted([3, -1, 2], key=area), apply(area, 3), apply(str, 2))
print(inspect.signature(area), inspect.signature(shapes.total), area.__module__, shapes.__name__, shapes.__doc__)
for call in (lambda: area(), lambda: area(1, 2, 3), lambda: area(1, k=2), lambda: shapes.total(5), lambda: shapes.total(["a"]), lambda: shapes.nothing):
    try:
        print(call())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
shapes.LIMIT = 100
print(shapes.total([50]))
shapes.area = None
print(area(1), shapes.area)
