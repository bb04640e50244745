# Without `--strict`, whoever calls may hand over anything: the list is tested.
# emit: mir total.fast


def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


# CHECK: fn total.fast
# CHECK: is_list
# CHECK: list_item
