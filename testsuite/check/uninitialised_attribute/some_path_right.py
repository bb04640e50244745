# strict
class Base:
    root: str

    def __init__(self) -> None:
        self.root = "/"


class Connection(Base):
    host: str
    port: int
    name: str
    retries: int = 3

    def __init__(self, host: str, port: int | None) -> None:
        super().__init__()
        self.host = host
        if port is None:
            raise ValueError("a port is needed")
        self.port = port
        self.setup()

    def setup(self) -> None:
        if self.port > 1024:
            self.name = "user"
        else:
            self.name = "system"


print(Connection("a", 1).root)
