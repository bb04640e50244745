# finally with return, break and continue overrides results and swallows exceptions.
def override(n: int) -> str:
    try:
        if n == 0:
            raise ValueError("lost")
        if n == 1:
            return "try"
    finally:
        if n < 3:
            return "finally"
    return "end"


def break_out(n: int) -> list[int]:
    out = []
    for i in range(n):
        try:
            out.append(i)
            if i == 1:
                raise KeyError(i)
        finally:
            if i == 1:
                break
            out.append(-i)
    return out


def continue_on(n: int) -> list[int]:
    out = []
    for i in range(n):
        try:
            10 // (i - 1)
            out.append(i)
        finally:
            continue
    return out


def value_kept(xs: list[int]) -> int:
    x = 1
    try:
        return x
    finally:
        x = 2
        xs.append(x)


print([override(n) for n in range(4)], break_out(5), continue_on(4))
xs: list[int] = []
print(value_kept(xs), xs)


def nested() -> str:
    try:
        try:
            raise ValueError("inner")
        finally:
            raise KeyError("outer")
    except KeyError as e:
        return f"{e!r} from {e.__context__!r}"


print(nested())
