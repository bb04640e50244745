# strict
class Connection:
    host: str
    port: int  # error: [N0304] "not every path through `__init__` sets `port`"
    name: str  # error: [N0304] "no path through `__init__` sets `name`"

    def __init__(self, host: str, port: int | None) -> None:
        self.host = host
        if port is not None:
            self.port = port
        self.setup()

    def setup(self) -> None:
        print(self.host)

    def rename(self, name: str) -> None:
        self.name = name
