# Fast code leaves for the place where it is.
# fault: wrong_entry
def two_loops(n: int) -> int:
    a = 1
    for i in range(n):
        a += i
        print("first", a)
    for i in range(n):
        a *= 3037000500
        print("second", a)
    return a


print(two_loops(4))
