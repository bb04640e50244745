# A hint that does not hold costs speed, nothing else.
# fault: believed_hint
def total(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        s += xs[i]
    return s


print(total([1, 2, 3]))
print(total([1, 2.5, 3]))
