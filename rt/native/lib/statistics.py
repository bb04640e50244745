"""Statistics of numbers, computed exactly before they are rounded."""

import math

__all__ = [
    "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "mean", "median",
    "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    pass


def _sum(data):
    """The exact sum as numerator and denominator, the type of the result, and how many there were."""
    numerator, denominator, count = 0, 1, 0
    kind = int
    for value in data:
        n, d = value.as_integer_ratio()
        if d == denominator:
            numerator += n
        else:
            numerator = numerator * d + n * denominator
            denominator *= d
        count += 1
        if isinstance(value, float):
            kind = float
        elif not isinstance(value, int):
            kind = type(value)
    return numerator, denominator, kind, count


def _converted(n, d, kind):
    if kind is int and n % d == 0:
        return n // d
    if kind in (int, float, bool):
        return n / d
    return kind(n) / kind(d)


def mean(data):
    numerator, denominator, kind, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _converted(numerator, denominator * count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum([value * weight for value, weight in zip(data, weights)]) / total


def geometric_mean(data):
    data = list(data)
    if not data or min(data) <= 0:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return math.exp(fmean([math.log(value) for value in data]))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if min(data) < 0:
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    weights = [1] * len(data) if weights is None else list(weights)
    numerator, denominator = 0, 1
    for value, weight in zip(data, weights):
        n, d = value.as_integer_ratio()
        wn, wd = weight.as_integer_ratio()
        numerator = numerator * wd * n + wn * d * denominator
        denominator *= wd * n
    n, d, kind, _ = _sum(weights)
    if not numerator:
        raise StatisticsError("Weighted sum must be positive")
    return n * denominator / (d * numerator)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center, name, least):
    """The exact sum of squared distances from the mean or `center`: numerator, denominator, type, count."""
    data = list(data)
    numerator, denominator, kind, count = _sum(data)
    if count < least:
        words = "two data points" if least == 2 else "one data point"
        raise StatisticsError(f"{name} requires at least {words}")
    if center is None:
        middle = (numerator, denominator * count)
    else:
        middle = center.as_integer_ratio()
    total_n, total_d = 0, 1
    for value in data:
        n, d = value.as_integer_ratio()
        n, d = n * middle[1] - middle[0] * d, d * middle[1]
        n, d = n * n, d * d
        if d == total_d:
            total_n += n
        else:
            total_n, total_d = total_n * d + n * total_d, total_d * d
    return total_n, total_d, kind, count


def variance(data, xbar=None):
    n, d, kind, count = _squares(data, xbar, "variance", 2)
    return _converted(n, d * (count - 1), kind)


def pvariance(data, mu=None):
    n, d, kind, count = _squares(data, mu, "pvariance", 1)
    return _converted(n, d * count, kind)


def _root(n, d):
    """The float next to the square root of a fraction."""
    if n == 0:
        return 0.0
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        d <<= 2 * shift
    else:
        n <<= -2 * shift
    root = math.isqrt(n // d)
    # An odd last bit keeps what was cut off from being rounded to a tie.
    root |= root * root * d != n
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def stdev(data, xbar=None):
    n, d, kind, count = _squares(data, xbar, "stdev", 2)
    return _root(n, d * (count - 1))


def pstdev(data, mu=None):
    n, d, kind, count = _squares(data, mu, "pstdev", 1)
    return _root(n, d * count)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    found = []
    if method == "inclusive":
        for index in range(1, n):
            at, delta = divmod(index * (count - 1), n)
            found.append((data[at] * (n - delta) + data[at + 1] * delta) / n)
        return found
    if method != "exclusive":
        raise ValueError(f"Unknown method: {method!r}")
    for index in range(1, n):
        at = min(max(index * (count + 1) // n, 1), count - 1)
        delta = index * (count + 1) - at * n
        found.append((data[at - 1] * (n - delta) + data[at] * delta) / n)
    return found


def _products(x, y, name):
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    a = math.fsum(x) / len(x)
    b = math.fsum(y) / len(y)
    return (
        math.fsum([(p - a) * (q - b) for p, q in zip(x, y)]),
        math.fsum([(p - a) ** 2 for p in x]),
        math.fsum([(q - b) ** 2 for q in y]),
    )


def covariance(x, y, /):
    return _products(x, y, "covariance")[0] / (len(x) - 1)


def correlation(x, y, /):
    both, first, second = _products(x, y, "correlation")
    try:
        return both / math.sqrt(first * second)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None
