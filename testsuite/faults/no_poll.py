# Signals are handled in loops of fast code; what cannot be stopped is killed.
# fault: no_poll
import signal


class Stop(Exception):
    pass


def stop(number: int, frame: object) -> None:
    raise Stop


def forever() -> int:
    n = 0
    while n < 4611686018427387904:
        n = (n + 1) & 65535
    return n


signal.signal(signal.SIGALRM, stop)
signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
signal.setitimer(signal.ITIMER_VIRTUAL, 3)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    forever()
except Stop:
    print("stopped")
