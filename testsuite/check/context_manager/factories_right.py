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
    with opened("a") as size, opened("b") as other:
        print(size + other)


async def main() -> None:
    async with connected() as text:
        print(text.upper())
