# A truth value stays one when fast code leaves.
# fault: untrue_truth
def last(n: int) -> object:
    is_even = False
    for i in range(n):
        is_even = i % 2 == 0
    big = 4611686018427387904 + n
    big += 4611686018427387904
    return is_even, big


print(last(3), last(4))
