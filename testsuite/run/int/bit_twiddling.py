# Masked arithmetic as hashes do it: every intermediate is exact, only the mask wraps.
MASK: int = 0xFFFFFFFFFFFFFFFF


def fnv1a(data: list[int]) -> int:
    h = 0xCBF29CE484222325
    for b in data:
        h ^= b
        h = (h * 0x100000001B3) & MASK
    return h


def xorshift(seed: int, n: int) -> int:
    x = seed
    for _ in range(n):
        x ^= (x << 13) & MASK
        x ^= x >> 7
        x ^= (x << 17) & MASK
    return x


def lcg32(x: int, n: int) -> int:
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2**31
    return x


def rotl(x: int, k: int) -> int:
    return ((x << k) | (x >> (64 - k))) & MASK


print(fnv1a([b for b in range(256)] * 4))
print(xorshift(88172645463325252, 1000))
print(lcg32(42, 1000))
print([rotl(0x0123456789ABCDEF, k) for k in range(0, 65, 8)])
print(fnv1a([-1, 300, 2**70]))
