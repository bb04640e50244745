def greet(name: str = "you", times: int = 1, note: str = None) -> None:
    print(name * times, note)
