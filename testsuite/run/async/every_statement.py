# `async for`, `async with` and comprehensions with every way out, asynchronous generators, and what asyncio makes of them.
# world: cpython
import asyncio, contextlib


class ACM:
    def __init__(self, n, sup=False):
        self.n = n
        self.sup = sup

    async def __aenter__(self):
        print("aenter", self.n)
        await asyncio.sleep(0)
        return self.n

    async def __aexit__(self, t, v, tb):
        print("aexit", self.n, t and t.__name__)
        await asyncio.sleep(0)
        return self.sup


class AIt:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    finally:
        print("agen fin")


async def comps():
    a = [i async for i in AIt(3)]
    b = {i: await asyncio.sleep(0, i * 2) async for i in agen(3) if i}
    c = {x async for x in AIt(2)}
    d = [await asyncio.sleep(0, x) for x in range(3)]
    e = [x async for x in (y * 2 async for y in AIt(3))]
    f = [[j async for j in AIt(i)] for i in range(3)]
    g = [(i, j) async for i in AIt(2) for j in range(2) if i != j]
    h = (z async for z in agen(2))
    hh = [v async for v in h]
    k = [i async for i in AIt(5) if i % 2 if await asyncio.sleep(0, True)]
    return a, b, c, d, e, f, g, hh, k


async def flow(k):
    for i in range(2):
        async with ACM("a", k == 1) as x, ACM("b") as y:
            try:
                if k == 0:
                    return x, y
                if k == 1:
                    raise ValueError("v")
                if k == 2:
                    break
                if k == 3:
                    continue
            finally:
                await asyncio.sleep(0)
                print("fin", i)
        print("after", i)
    async for v in AIt(3):
        if v == 2 and k == 2:
            break
    else:
        print("async else")
    return "end"


async def ag():
    g = agen(3)
    print(await g.__anext__(), await g.asend("x"), await anext(g))
    try:
        await anext(g)
    except StopAsyncIteration:
        print("SAI")
    print(await anext(g, "def"))
    g = agen(5)
    await anext(g)
    try:
        await g.athrow(ValueError("t"))
    except ValueError as e:
        print("VE", e)
    g = agen(5)
    await anext(g)
    await g.aclose()
    async with contextlib.aclosing(agen(3)) as g:
        async for x in g:
            print(x)
            break
    try:
        async for x in 5:
            pass
    except TypeError as e:
        print(e)
    try:
        async with 5:
            pass
    except TypeError as e:
        print(e)
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        for x in agen(1):
            pass
    except TypeError as e:
        print(e)
    try:
        with ACM("q"):
            pass
    except TypeError as e:
        print(e)


class Aw:
    def __await__(self):
        r = yield from asyncio.sleep(0, "aw").__await__()
        return r


class BadAw:
    def __await__(self):
        return 5


async def fut():
    print(await Aw())
    try:
        await BadAw()
    except TypeError as e:
        print(e)
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_soon(f.set_result, 42)
    print(await f)
    q = asyncio.Queue(2)
    res = []

    async def prod():
        for i in range(5):
            await q.put(i)
        await q.put(None)

    async def cons():
        while (x := await q.get()) is not None:
            res.append(x)

    await asyncio.gather(prod(), cons())
    print(res)

    async def fail(n):
        await asyncio.sleep(0)
        raise KeyError(n)

    print(await asyncio.gather(fail(1), asyncio.sleep(0, 2), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as tg:
            t1 = tg.create_task(fail(1))
            t2 = tg.create_task(asyncio.sleep(10))
    except* KeyError as eg:
        print("tg", eg.exceptions)
    t = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.001)
    except asyncio.TimeoutError as e:
        print("wf")
    sem = asyncio.Semaphore(2)
    log = []

    async def worker(i):
        async with sem:
            log.append(i)
            await asyncio.sleep(0)
            return i * i

    print(await asyncio.gather(*(worker(i) for i in range(5))), log)


async def hot(n: int) -> int:
    t = 0

    async def add(a: int, b: int) -> int:
        return a + b

    for i in range(n):
        t = await add(t, i)
    return t


@contextlib.asynccontextmanager
async def acm(x):
    print("acm in", x)
    try:
        yield x
    except ValueError as e:
        print("acm caught", e)
    finally:
        print("acm out", x)


async def useacm():
    async with acm(1) as v:
        print(v)
    async with acm(2):
        raise ValueError("x")


class M:
    async def m(self):
        return __class__.__name__

    @classmethod
    async def c(cls):
        return cls.__name__

    @staticmethod
    async def s():
        return "s"

    async def sup(self):
        return super().__init__ is not None, await self.m()


async def main():
    print(await comps())
    for k in range(4):
        print(k, await flow(k))
    await ag()
    await fut()
    print(await hot(500))
    await useacm()
    m = M()
    print(await m.m(), await m.c(), await m.s(), await m.sup())


def run(c):
    try:
        c.send(None)
    except StopIteration as e:
        return e.value
    except Exception as e:
        return repr(e)


async def simple():
    return 1


async def agensi():
    yield 1
    raise StopAsyncIteration("x")


async def corosi():
    raise StopIteration("y")


async def useagsi():
    out = []
    try:
        async for x in agensi():
            out.append(x)
    except RuntimeError as e:
        out.append(repr(e))
    return out


print(run(simple()), run(corosi()), run(useagsi()))
c = simple()
print(c.__name__, c.cr_running, c.cr_frame is not None)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = simple()
try:
    c.send(5)
except TypeError as e:
    print(e)
c.close()
asyncio.run(main())
