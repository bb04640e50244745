# Generic code goes back into a fast loop when the variables are what that wants, and not before.
# fault: untested_loop
def power(n: int) -> int:
    s = 1
    for _ in range(n):
        s *= 3
    return s


print(power(30), power(200) % 1000000007)
