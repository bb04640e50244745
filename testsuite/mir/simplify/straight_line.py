# Blocks that only follow one another become one; values that nobody uses are gone.
# emit: mir pair, after simplify
def pair(a: int, b: int) -> tuple[int, int]:
    # CHECK: fn pair
    c = a
    d = b
    # CHECK-NOT: jump
    # CHECK: tuple_new
    return c, d
