# Free variables that are not bound yet, deleted, or bound later.
def early() -> list[str]:
    out = []

    def use() -> object:
        return x

    try:
        use()
    except NameError as e:
        out.append(type(e).__name__ + ": " + str(e))
    x = 1
    out.append(str(use()))
    del x
    try:
        use()
    except NameError as e:
        out.append(type(e).__name__)
    try:
        x
    except UnboundLocalError as e:
        out.append(type(e).__name__)
    x = 2.5
    out.append(str(use()))
    return out


def self_reference(n: int) -> int:
    def fact(k: int) -> int:
        return 1 if k < 2 else k * fact(k - 1)

    return fact(n)


def mutual(n: int) -> str:
    def a(k: int) -> str:
        return "A" + b(k - 1) if k else "."

    def b(k: int) -> str:
        return "B" + a(k - 1) if k else "."

    return a(n)


print(early(), self_reference(5), self_reference(25), mutual(5))
