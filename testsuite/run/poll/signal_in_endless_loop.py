# A signal handler runs, and its exception leaves, from inside a tight loop.
# world: cpython
import signal

hits = 0


class Timeout(Exception):
    pass


def handler(signum: int, frame: object) -> None:
    global hits
    hits += 1
    if hits == 3:
        raise Timeout("third")


def spin() -> int:
    n = 0
    while True:
        n = (n + 1) & 0xFFFFFF


def guarded() -> str:
    try:
        spin()
    except Timeout as e:
        return f"caught {e}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return "never"


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
print(guarded(), hits >= 3)


def interrupted() -> str:
    total = 0
    try:
        for i in range(10**12):
            total += i
    except KeyboardInterrupt:
        return "interrupted"
    return "never"


signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGALRM, lambda s, f: signal.raise_signal(signal.SIGINT))
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(interrupted())
