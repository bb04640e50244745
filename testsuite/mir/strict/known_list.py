# Strict: a list that the entry let in as one is not tested again.
# strict
# emit: mir total.fast


def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


# CHECK: fn total.fast
# CHECK-NOT: is_list
# CHECK: list_item
