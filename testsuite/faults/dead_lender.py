# An item may be looked at while its list lives.
# fault: dead_lender
# proved
def total(n: int) -> int:
    s = 0
    for x in [n * 1000, n * 2000]:
        s += x
    return s


print(total(7), total(10**18))
