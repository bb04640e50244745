from .goods import fruit


def total(basket: dict[str, int]) -> int:
    return sum(fruit.price(name) * count for name, count in basket.items())
