# What fast code knows when it leaves is what generic code goes on with.
# fault: swapped_words
def power(base: int, exponent: int) -> int:
    result = 1
    while exponent > 0:
        result *= base
        exponent -= 1
    return result


print(power(3, 10), power(10, 40))
