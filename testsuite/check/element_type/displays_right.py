xs: list[float] = [1, 2.5]
table: dict[str, int | None] = {"a": 1, "b": None}
pair: tuple[int, str] = (1, "2")
nested: list[list[float]] = [[1], [2.5]]
chosen: list[str] = ["a"] if xs else []
any([0, False, None, "a"])
