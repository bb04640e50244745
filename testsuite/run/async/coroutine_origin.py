# `cr_origin`: where a coroutine was created, if that is tracked, and what the warning says of it.
# world: cpython
import sys
import warnings


async def job() -> int:
    return 1


def inner():
    return job()


def outer():
    made = (
        inner()
    )
    return made


class Maker:
    async def method(self) -> None:
        pass

    def make(self):
        return self.method()


def shown(coroutine) -> object:
    origin = coroutine.cr_origin
    coroutine.close()
    return origin and [(line, name) for _, line, name in origin]


print(shown(outer()), sys.get_coroutine_origin_tracking_depth())
for depth in 1, 2, 0:
    sys.set_coroutine_origin_tracking_depth(depth)
    print(depth, shown(outer()), shown(Maker().make()), shown(inner()))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        coroutine = outer()
        del coroutine
    lines = str(caught[0].message).splitlines()
    print(lines[0], len(lines), lines[-1].strip(), caught[0].source.cr_code.co_name)
sys.set_coroutine_origin_tracking_depth(0)
