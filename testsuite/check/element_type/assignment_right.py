def run(xs: list[int], d: dict[str, float]) -> None:
    xs[0] = 1
    d["a"] = 1
    xs.append(2)

mixed = [1, 2]
mixed.append("three")
mixed[0] = None
parts = "1,2".split(",")
parts[0] = int(parts[0])
table = {}
table["a"] = 1
table[2] = "b"
