"""How many ways n queens fit a board: recursion, lists of bools."""


class Board:
    n: int
    columns: list[bool]
    rising: list[bool]
    falling: list[bool]

    def __init__(self, n: int) -> None:
        self.n = n
        self.columns = [False] * n
        self.rising = [False] * (2 * n)
        self.falling = [False] * (2 * n)

    def place(self, row: int) -> int:
        if row == self.n:
            return 1
        ways = 0
        for c in range(self.n):
            up = row + c
            down = row - c + self.n
            if self.columns[c] or self.rising[up] or self.falling[down]:
                continue
            self.columns[c] = self.rising[up] = self.falling[down] = True
            ways += self.place(row + 1)
            self.columns[c] = self.rising[up] = self.falling[down] = False
        return ways


def main(n: int) -> int:
    return Board(n).place(0)
