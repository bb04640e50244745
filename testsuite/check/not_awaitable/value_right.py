# strict
import asyncio


async def fetch(n: int) -> str:
    await asyncio.sleep(0)
    return str(n)


async def main() -> None:
    text: str = await fetch(1)
    both = await asyncio.gather(fetch(1), fetch(2))
    task = asyncio.create_task(fetch(3))
    print(text.upper(), both[0].upper(), (await task).upper())


asyncio.run(main())
