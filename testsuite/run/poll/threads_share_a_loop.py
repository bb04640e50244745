# A long unboxed loop lets other threads run, and sees what they write.
# world: cpython
import threading

stop = False
ticks = 0


def spin(limit: int) -> int:
    n = 0
    while not stop:
        n += 1
        if n >= limit:
            return -1
    return 1


def stopper() -> None:
    global stop
    stop = True


t = threading.Timer(0.05, stopper)
t.start()
print(spin(10**10))
t.join()


def background() -> None:
    global ticks
    for _ in range(20):
        ticks += 1


def long_loop(n: int) -> int:
    s = 0
    for i in range(n):
        s = (s * 31 + i) & 0xFFFF
    return s


th = threading.Thread(target=background)
th.start()
r = long_loop(300_000)
th.join()
print(r, ticks)
lock = threading.Lock()
total = 0


def add(n: int) -> None:
    global total
    for i in range(n):
        with lock:
            total += i


threads = [threading.Thread(target=add, args=(2000,)) for _ in range(4)]
for th in threads:
    th.start()
for th in threads:
    th.join()
print(total)
