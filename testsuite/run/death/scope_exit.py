# Locals die when the function returns, in order of the local variables, after the return value is made.
# world: cpython
class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


def one() -> int:
    a = D("a")
    b = D("b")
    print("body")
    return 5


def last_use() -> None:
    a = D("kept to the end")
    print(a.name)
    print("after last use")


def raising() -> None:
    a = D("raised over")
    raise ValueError("x")


def passed(d: D) -> None:
    print("have", d.name)


print(one())
last_use()
try:
    raising()
except ValueError:
    print("handler")
print("caught")
passed(D("argument"))
print("after the call")
D("temporary")
print("end")
