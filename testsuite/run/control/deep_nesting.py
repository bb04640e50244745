# Many nested blocks with breaks and try inside, one counter for all.
def work(n: int) -> tuple[int, int]:
    hits = 0
    errors = 0
    for a in range(n):
        for b in range(a, n):
            if a == b:
                continue
            try:
                while True:
                    hits += 1
                    if hits % 7 == 0:
                        break
                    if hits % 11 == 0:
                        raise ValueError(hits)
                    if hits % 5 == 0:
                        hits += a // (b - a - 1)
            except ZeroDivisionError:
                errors += 1
            except ValueError as e:
                errors += e.args[0] % 3
            finally:
                hits += 1
    return hits, errors


print(work(3), work(10), work(25))
