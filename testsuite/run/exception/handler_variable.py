# `except ... as e` unbinds e, also when the handler leaves by break, return or raise.
def after(n: int) -> list[str]:
    out = []
    e = "bound"
    for i in range(n):
        try:
            if i % 2:
                raise ValueError(i)
            out.append(e)
        except ValueError as e:
            if i == 3:
                break
            out.append(f"handler {e}")
        except UnboundLocalError as u:
            out.append("unbound")
            e = "again"
    try:
        out.append(str(e))
    except UnboundLocalError:
        out.append("finally unbound")
    return out


print(after(1), after(2), after(3), after(5))


def deleted() -> str:
    try:
        raise ValueError
    except ValueError as e:
        del e
    return "ok"


def rebound() -> str:
    try:
        raise ValueError
    except ValueError as e:
        e = "other"
    try:
        return e
    except UnboundLocalError:
        return "unbound"


e = "global"
try:
    raise ValueError
except ValueError as e:
    pass
print(deleted(), rebound(), "e" in globals())
