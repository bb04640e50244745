def connect(host: str, /, *, port: int, timeout: float = 1.0) -> None:
    print(host, port, timeout)

connect("a", 80)  # error: [N0204]
connect("a")  # error: [N0204] "needs `port`"
connect(host="a", port=80)  # error: [N0204]
