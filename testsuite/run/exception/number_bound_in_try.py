# A variable is bound in a `try` after what, in fast code, cannot raise: no handler is given what it was before.


def first_bound(fails: bool):
    try:
        z = complex(1)
        if fails:
            raise ValueError
        z += 2.5
    finally:
        print("finally", z)
    return z


def bound_again(fails: bool):
    z = None
    try:
        z = complex(1, 2)
        print(z)
        if fails:
            raise ValueError
    except ValueError:
        return "caught", z
    return z


def generator(a=2.5):
    a = [a - a for x in (1, 2)]
    try:
        z = complex(1)
        print
    finally:
        c = 0.5
    yield a, z * c


for fails in (False, True):
    for function in (first_bound, bound_again):
        try:
            print(function(fails))
        except ValueError:
            print("raised")
print(list(generator()))
