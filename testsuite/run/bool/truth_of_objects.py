# Truth by __bool__, then __len__; exceptions from them in conditions.
class Truthy:
    def __init__(self, value: bool) -> None:
        self.value = value

    def __bool__(self) -> bool:
        print("bool", self.value)
        return self.value


class Sized:
    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        print("len", self.n)
        return self.n


class Bad:
    def __bool__(self) -> bool:
        raise RuntimeError("no truth")


def test(x: object) -> str:
    if x:
        return "yes"
    return "no"


for x in (Truthy(True), Truthy(False), Sized(0), Sized(2), [], [0], {}, 0.0, -0.0, "", " ", None, test):
    print(test(x))
try:
    test(Bad())
except RuntimeError as e:
    print(e)
print((Truthy(False) or Sized(3)).__class__.__name__)
print(not Sized(0))
try:
    while Bad():
        print("never")
except RuntimeError as e:
    print("while:", e)
