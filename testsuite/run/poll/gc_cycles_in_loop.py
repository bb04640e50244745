# Garbage cycles made by a compiled loop are collected while it runs.
# world: cpython
import gc


class Node:
    alive = 0

    def __init__(self) -> None:
        Node.alive += 1
        self.me = self

    def __del__(self) -> None:
        Node.alive -= 1


def churn(n: int) -> int:
    peak = 0
    for i in range(n):
        Node()
        if Node.alive > peak:
            peak = Node.alive
    return peak


gc.collect()
print(churn(50_000) < 40_000)
gc.collect()
print(Node.alive)


def lists(n: int) -> int:
    for i in range(n):
        xs: list[object] = [i]
        xs.append(xs)
    return len(xs)


gc.collect()
before = len(gc.get_objects())
print(lists(50_000), len(gc.get_objects()) - before < 40_000)
gc.collect()
print(len(gc.get_objects()) - before < 100)
gc.disable()
churn(100)
print(Node.alive)
gc.enable()
gc.collect()
print(Node.alive)
