import threading

class Timer:
    def __enter__(self) -> "Timer":
        return self

    def __exit__(self, *exc: object) -> None:
        pass

with Timer() as t, open("f") as f, threading.Lock():
    reveal_type(t)  # revealed: Timer
    for line in f:
        reveal_type(line)  # revealed: str
