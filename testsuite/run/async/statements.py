# await, async for, async with, asynchronous comprehensions and generators.
# world: cpython
import asyncio
from collections.abc import AsyncIterator


class Resource:
    def __init__(self, name: str, swallow: bool = False) -> None:
        self.name = name
        self.swallow = swallow

    async def __aenter__(self) -> str:
        await asyncio.sleep(0)
        print("enter", self.name)
        return self.name.upper()

    async def __aexit__(self, kind: object, error: object, trace: object) -> bool:
        await asyncio.sleep(0)
        print("exit", self.name, repr(error))
        return self.swallow


class Count:
    def __init__(self, end: int) -> None:
        self.at, self.end = 0, end

    def __aiter__(self) -> "Count":
        return self

    async def __anext__(self) -> int:
        self.at += 1
        if self.at > self.end:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        return self.at


async def numbers(n: int) -> AsyncIterator[int]:
    try:
        for i in range(n):
            got = yield i * 2**60
            if got is not None:
                print("got", got)
            await asyncio.sleep(0)
    finally:
        print("numbers end")


async def loops() -> None:
    total = 0
    async for i in Count(4):
        if i == 3:
            continue
        total += i
    else:
        print("else", total)
    async for i in Count(10):
        if i == 2:
            break
    else:
        print("not here")
    print([x async for x in numbers(3)], {x: y async for x in Count(2) for y in "ab"})
    print([await asyncio.sleep(0, x) for x in range(3)], [x async for x in (y async for y in Count(3)) if x != 2])
    try:
        async for i in Count(2):
            raise StopAsyncIteration("mine")
    except StopAsyncIteration as error:
        print("body", error)
    try:
        async for i in [1]:  # type: ignore[attr-defined]
            pass
    except TypeError as error:
        print(error)


async def contexts() -> str:
    async with Resource("a") as a, Resource("b", swallow=True):
        print("inside", a)
        raise ValueError("v")
    print("after")
    try:
        async with Resource("c"):
            raise KeyError("k")
    except KeyError as error:
        print("caught", error)
    for i in range(2):
        async with Resource(f"d{i}"):
            if i:
                return "returned"
            continue
    return "not here"


async def stepped() -> None:
    generator = numbers(5)
    print(await generator.asend(None), await generator.asend("hello"))
    try:
        await generator.athrow(IndexError("thrown"))
    except IndexError as error:
        print(error)
    other = numbers(2)
    print(await anext(other))
    await other.aclose()
    print(await anext(other, "default"))


async def failing(n: int) -> int:
    await asyncio.sleep(0)
    return 1 // n


async def main() -> None:
    await loops()
    print(await contexts())
    await stepped()
    print(await asyncio.gather(failing(1), failing(0), return_exceptions=True))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await 3  # type: ignore[misc]
    except TypeError as error:
        print(error)


asyncio.run(main())
print(type(failing).__name__, asyncio.iscoroutinefunction(failing), main.__code__.co_flags & 0x80)
