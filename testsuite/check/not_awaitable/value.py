# strict
import asyncio


def answer() -> int:
    return 42


async def fetch(n: int) -> str:
    return str(n)


async def main() -> None:
    await answer()  # error: [N0218] "`int` cannot be awaited"
    text: str = fetch(1)  # error: [N0201] "expected `str`, found `CoroutineType[Any, Any, str]`"
    number: int = await fetch(1)  # error: [N0201] "expected `int`, found `str`"
    fetch(2)  # error: [N0220] "this makes a coroutine that nothing awaits, so its body does not run"
