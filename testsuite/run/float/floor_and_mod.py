# Float // and % follow the divisor's sign, exactly as CPython computes them.
def both(a: float, b: float) -> tuple[float, float]:
    return a // b, a % b


for a in (7.5, -7.5, 0.0, -0.0, 1e17, -1e-17, 5.0):
    for b in (2.0, -2.0, 0.1, -0.1, 1e300, 3):
        print(a, b, both(a, b), divmod(a, b) == both(a, b))
for a, b in ((1.0, 0.0), (1.0, -0.0), (0.0, 0.0), (1, 0.0), (1.0, 0)):
    for op in (0, 1, 2):
        try:
            if op == 0:
                print(a // b)
            elif op == 1:
                print(a % b)
            else:
                print(a / b)
        except ZeroDivisionError:
            print("zero", a, b, op)
