# A generator hands out what a variable of it keeps.


def assigned_in_yield():
    yield (kept := [1])
    kept.append(2)
    return kept


def assigned_before():
    kept = [1]
    while len(kept) < 4:
        got = yield kept
        kept.append(got)
    return kept


def result(generator):
    handed = []
    try:
        while True:
            handed.append(next(generator))
    except StopIteration as stop:
        return handed, stop.value


for make in (assigned_in_yield, assigned_before):
    print(result(make()))
suspended = assigned_in_yield()
first = next(suspended)
del suspended
print(first)
