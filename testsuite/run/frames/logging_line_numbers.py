# logging finds the caller's function and line in compiled code.
# world: cpython
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(funcName)s:%(lineno)d:%(filename)s:%(message)s", level=logging.INFO)
log = logging.getLogger("t")


def work(n: int) -> int:
    s = 0
    for i in range(n):
        s += i
        if s % 2 == 0:
            log.info("even %d", s)
    log.warning("done")
    return s


class C:
    def m(self) -> None:
        log.info("method")


def helper() -> None:
    log.info("for my caller", stacklevel=2)


print(work(4))
C().m()
helper()
try:
    work("x")
except TypeError as e:
    log.error("failed: %s", type(e).__name__)
