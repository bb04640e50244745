def connect(host: str, /, *, port: int, timeout: float = 1.0) -> None:
    print(host, port, timeout)

connect("a", port=80)
connect("a", timeout=2, port=80)
