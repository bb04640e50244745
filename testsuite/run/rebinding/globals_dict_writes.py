# Module variables written through globals(), vars(module), setattr and exec.
# world: cpython
import sys

K = 1


def add(x: int) -> int:
    return x + K


def run(n: int) -> list[object]:
    me = sys.modules[__name__]
    out: list[object] = []
    for i in range(n):
        try:
            out.append(add(i))
        except (NameError, TypeError) as e:
            out.append(type(e).__name__)
        if i == 0:
            globals()["K"] = 10
        elif i == 1:
            me.K = 0.5
        elif i == 2:
            exec("K = 'text'", globals())
        elif i == 3:
            del me.K
        elif i == 4:
            vars(me)["K"] = 2**64
        elif i == 5:
            globals().update(K=7, add=lambda x: "other")
    return out


print(run(8), K)
