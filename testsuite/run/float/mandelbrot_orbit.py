# A float kernel with an early break and integer counters.
def escape(cx: float, cy: float, limit: int) -> int:
    x = y = 0.0
    for i in range(limit):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = x2 - y2 + cx
    return limit


def picture(w: int, h: int) -> list[str]:
    rows = []
    for j in range(h):
        row = ""
        for i in range(w):
            n = escape(3.0 * i / w - 2.0, 2.0 * j / h - 1.0, 50)
            row += " .:-=+*#%@"[n % 10] if n < 50 else "@"
        rows.append(row)
    return rows


for line in picture(60, 20):
    print(line)
