# The order of try, except, else, finally over all ways out.
log: list[str] = []


def run(kind: str) -> str:
    log.append("start")
    try:
        log.append("try")
        if kind == "raise":
            raise ValueError
        if kind == "other":
            raise KeyError
        if kind == "return":
            return "from try"
    except ValueError:
        log.append("except")
        if kind == "raise":
            return "from except"
    else:
        log.append("else")
        if kind == "else":
            return "from else"
    finally:
        log.append("finally")
    log.append("after")
    return "end"


for kind in ("plain", "raise", "other", "return", "else"):
    try:
        print(run(kind), log)
    except KeyError:
        print("KeyError", log)
    log.clear()


def loops(n: int) -> list[str]:
    for i in range(n):
        try:
            if i == 0:
                continue
            if i == 2:
                break
            log.append(f"body{i}")
        finally:
            log.append(f"finally{i}")
    else:
        log.append("else")
    return log


print(loops(2))
log.clear()
print(loops(5))
