# `/` of ints is correctly rounded, also beyond 2**53, and overflows only when the result does.
def ratio(a: int, b: int) -> float:
    return a / b


print(ratio(1, 3), ratio(2, 3), ratio(-1, 3), ratio(1, -3), ratio(0, -5))
print(ratio(2**53 + 1, 3), ratio(2**63 - 1, 3), ratio(10**17 + 1, 10**17 - 1))
print(ratio(2**53 + 1, 1), ratio(2**54 + 3, 1), ratio(2**63 - 1, 2**63 - 1))
print(ratio(10**400, 10**399), ratio(10**400, 10**400 - 1))
try:
    print(ratio(10**400, 1))
except OverflowError as e:
    print(e)


def mean(n: int) -> float:
    s = 0
    for i in range(n):
        s += i
    return s / n


print(mean(10), mean(1001))
