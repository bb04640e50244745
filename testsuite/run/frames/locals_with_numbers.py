# locals() has the numbers that nothing else reads, whether they are set or not.
# world: cpython
def f(x):
    match x:
        case (a, 9) | (9, a):
            w = 0
    out = locals()
    return out
print(f((1, 9)), f((9, 2)), f(1))
def g(x):
    if x:
        w = 0
    return locals()
print(g(1), g(0))
