# any, all, sum, min, max over generators stop where they should, and pass exceptions on.
log: list[int] = []


def note(n: int) -> object:
    for i in range(n):
        log.append(i)
        yield i


def first_big(xs: list[int], limit: int) -> bool:
    return any(x > limit for x in xs)


print(any(x == 2 for x in note(5)), log)
log.clear()
print(all(x < 2 for x in note(5)), log, any([]), all([]), any([0, "", None]), all([1, "a"]))
print(first_big([1, 5, "never reached"], 3), first_big([1, 2.5], 2))
try:
    first_big([1, "reached"], 3)
except TypeError as e:
    print("TypeError")
print(sum(note(4)), sum([0.1] * 3) == 0.1 + 0.1 + 0.1 or "compensated", sum([1, 2.5, 2**70]), sum((x for x in "")), max(note(4)), min(note(4), default=9))
for bad in (lambda: sum(["a"]), lambda: sum(5), lambda: max([]), lambda: max(1), lambda: min([1, "a"]), lambda: sum([[1]], 0)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
print(sum([True, True], True), sum([[1], [2]], []), max("abc", key=ord), max(3, 1.5, 2), min({5: 0, 3: 0}))
