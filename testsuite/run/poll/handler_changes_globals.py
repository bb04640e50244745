# A signal handler rebinds what a tight loop reads: flags, lists, functions.
# world: cpython
import signal

flag = 0
data = [1, 2, 3]


def f(x: int) -> int:
    return x & 1


def handler(signum: int, frame: object) -> None:
    global flag, f, data
    flag += 1
    if flag == 1:
        data = "text"
    elif flag == 2:
        f = lambda x: "new"
    else:
        signal.setitimer(signal.ITIMER_REAL, 0)


def wait() -> list[object]:
    seen: list[object] = []
    while flag < 3:
        r = f(5)
        d = data
        if r not in seen:
            seen.append(r)
        if d not in seen:
            seen.append(d)
    return seen


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
print(wait())
