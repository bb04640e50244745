# Lists of lists of floats with an int inside.
def matmul(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    n = len(a)
    m = len(b[0])
    out: list[list[float]] = []
    for i in range(n):
        row = [0.0] * m
        for j in range(m):
            s = 0.0
            for k in range(len(b)):
                s += a[i][k] * b[k][j]
            row[j] = s
        out.append(row)
    return out


def transpose(a: list[list[float]]) -> list[list[float]]:
    return [list(r) for r in zip(*a)]


m = [[1.0, 2.0], [3.0, 4.0]]
print(matmul(m, m), matmul([[1, 2], [3, 4]], m), transpose([[1, 2, 3], [4, 5, 6]]))
print(matmul([[0.5] * 10 for _ in range(10)], [[float(i) for i in range(10)] for _ in range(10)])[9])
try:
    matmul(m, [[1.0], [2.0], [3.0]])
except IndexError as e:
    print(e)
