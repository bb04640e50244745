# An index behind the end is an IndexError.
# fault: out_of_bounds
def sum_until_error(xs: list[int]) -> int:
    i = 0
    s = 0
    try:
        while i < 5:
            s += xs[i]
            i += 1
    except IndexError as error:
        print(error, i)
    return s


def item(xs: list[int], i: int) -> int:
    return xs[i]


print(sum_until_error([1, 2, 3]))
for index in [2, -3, 3, -4, 1000]:
    try:
        print(item([1, 2, 3], index))
    except IndexError as error:
        print(error)
