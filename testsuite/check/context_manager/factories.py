# strict
from contextlib import asynccontextmanager, contextmanager
from typing import AsyncIterator, Iterator


@contextmanager
def opened(name: str) -> Iterator[int]:
    yield len(name)


@asynccontextmanager
async def connected() -> AsyncIterator[str]:
    yield "x"


def run() -> None:
    with opened("a") as size:
        size.upper()  # error: [N0205] "`int` has no attribute `upper`"
    with opened(1):  # error: [N0203] "expected `str`, found `int`"
        pass


async def main() -> None:
    async with connected() as text:
        text.bit_length()  # error: [N0205] "`str` has no attribute `bit_length`"
    with connected():  # error: [N0205] "`_AsyncGeneratorContextManager[str, None]` is not a context manager: it has no `__enter__`"
        pass
