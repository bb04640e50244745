# Hot loops over dicts with int keys; 1, 1.0 and True are one key; nan is many.
def histogram(xs: list[int]) -> dict[int, int]:
    d: dict[int, int] = {}
    for x in xs:
        if x in d:
            d[x] += 1
        else:
            d[x] = 1
    return d


def memo_fib(n: int, memo: dict[int, int]) -> int:
    if n in memo:
        return memo[n]
    r = n if n < 2 else memo_fib(n - 1, memo) + memo_fib(n - 2, memo)
    memo[n] = r
    return r


print(histogram([1, 2, 1.0, True, 2**70, 2.0**70, 0, False, -0.0]))
print(histogram([i * i % 10 for i in range(1000)]))
print(memo_fib(100, {}))
nan = float("nan")
d = {nan: 1}
d[float("nan")] = 2
d[nan] = 3
print(len(d), list(d.values()), d[nan])
