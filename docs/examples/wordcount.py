"""How often each word occurs: strings as keys of a dictionary."""


def text(n: int) -> str:
    """Some `n` words, the same ones every time."""
    syllables = ["ka", "no", "ri", "to", "ma", "shi"]
    seed = 42
    words: list[str] = []
    for _ in range(n):
        word = ""
        seed = (seed * 1103515245 + 12345) % 2147483648
        for k in range(1 + seed // 65536 % 3):
            word += syllables[(seed >> (8 + 3 * k)) % 6]
        words.append(word)
    return " ".join(words)


def count(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def main(n: int = 300_000) -> int:
    """A checksum over the counts of `n` words."""
    counts = count(text(n).split())
    total = 0
    for word, times in counts.items():
        total += len(word) * times * times
    return total


if __name__ == "__main__":
    for word, times in sorted(count(text(1000).split()).items())[:5]:
        print(f"{word:8} {times:4}")
