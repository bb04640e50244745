from collections import Counter, defaultdict, deque

def run(words: list[str]) -> None:
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    reveal_type(counts)  # revealed: dict[str, int]
    groups: dict[int, list[str]] = defaultdict(list)
    for w in words:
        groups[len(w)].append(w)
    reveal_type(groups[3])  # revealed: list[str]
    queue = deque([1])
    queue.append(2)
    reveal_type(queue.popleft())  # revealed: int
    reveal_type(Counter(words).most_common(1))  # revealed: list[tuple[str, int]]
    grid = [[0] * 3 for _ in range(3)]
    reveal_type(grid[0][1])  # revealed: int
    squares = {n: n * n for n in range(3)}
    reveal_type(squares)  # revealed: dict[int, int]
    reveal_type({c for c in "ab"})  # revealed: set[str]
    reveal_type(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))  # revealed: list[tuple[str, int]]
    reveal_type([*words, 1])  # revealed: list[str | int]
    reveal_type(max(counts, key=lambda k: counts[k]))  # revealed: str
    reveal_type(dict(zip(words, range(3))))  # revealed: dict[str, int]
    reveal_type(list(map(len, words)))  # revealed: list[int]
    reveal_type(any(w for w in words))  # revealed: bool
    reveal_type(", ".join(words))  # revealed: str
