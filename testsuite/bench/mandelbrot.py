"""How many points of an n by n grid stay in the Mandelbrot set: floats and early exits."""


def stays(cx: float, cy: float, limit: int) -> bool:
    x = 0.0
    y = 0.0
    for _ in range(limit):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4.0:
            return False
        y = 2.0 * x * y + cy
        x = x2 - y2 + cx
    return True


def main(n: int) -> int:
    inside = 0
    for j in range(n):
        cy = 2.0 * j / n - 1.0
        for i in range(n):
            if stays(3.0 * i / n - 2.0, cy, 100):
                inside += 1
    return inside
