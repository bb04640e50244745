# break, continue, return and yield across nested finally blocks.
log: list[str] = []


def maze(n: int) -> str:
    for i in range(n):
        try:
            for j in range(n):
                try:
                    if j == 1:
                        continue
                    if j == 2:
                        break
                    if i == 2:
                        return f"out {i}{j}"
                finally:
                    log.append(f"in{i}{j}")
            else:
                log.append("else")
        finally:
            log.append(f"out{i}")
    return "end"


print(maze(2), log)
log.clear()
print(maze(4), log)
log.clear()


def gen(n: int) -> object:
    for i in range(n):
        try:
            try:
                yield i
            finally:
                log.append(f"a{i}")
                yield f"from finally {i}"
        finally:
            log.append(f"b{i}")


print(list(gen(2)), log)
log.clear()
g = gen(3)
print(next(g), next(g), next(g))
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("KeyError", e)
print(log)


def count_returns(n: int) -> int:
    total = 0
    for i in range(n):
        total += pick(i)
    return total


def pick(i: int) -> int:
    try:
        if i % 3 == 0:
            return 1
        if i % 3 == 1:
            raise ValueError
    except ValueError:
        return 10
    finally:
        log.append("f")
    return 100


log.clear()
print(count_returns(9), len(log))
