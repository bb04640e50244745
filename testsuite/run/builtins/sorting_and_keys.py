# sorted and list.sort with keys that raise, mutate, or return mixed numbers.
def by(xs: list[int], key: object) -> object:
    try:
        return sorted(xs, key=key)
    except (ValueError, TypeError, ZeroDivisionError) as e:
        return type(e).__name__


calls: list[int] = []


def noted(x: int) -> int:
    calls.append(x)
    return -x


print(by([3, 1, 2], noted), calls, by([1, 0], lambda x: 1 / x), by([1, "a"], str), by(["b", "a"], None), by([2, 1.5, True], None))
xs = [3, 1, 2]
try:
    xs.sort(key=lambda x: xs.append(x) or x)
except ValueError as e:
    print(e)
ys = [(1, [2]), (1, [1]), (0, [])]
ys.sort()
print(ys, sorted({"b": 1, "a": 2}), sorted("hello", reverse=True), sorted([[2], [1, 5], []]), sorted(range(5), key=lambda x: x % 2))


def insertion(xs: list[int]) -> list[int]:
    for i in range(1, len(xs)):
        x = xs[i]
        j = i - 1
        while j >= 0 and xs[j] > x:
            xs[j + 1] = xs[j]
            j -= 1
        xs[j + 1] = x
    return xs


def quick(xs: list[int]) -> list[int]:
    if len(xs) <= 1:
        return xs
    p = xs[len(xs) // 2]
    return quick([x for x in xs if x < p]) + [x for x in xs if x == p] + quick([x for x in xs if x > p])


data = [(i * 7919) % 1009 for i in range(200)]
print(insertion(data[:]) == sorted(data), quick(data) == sorted(data), insertion([2, 1.5, 2**70, True, -1]), quick([2, 1.5, 2**70, True, -1]))
nan = float("nan")
print(insertion([2.0, nan, 1.0]), len(quick([nan, 1.0])))
