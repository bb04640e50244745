# A set as `seen`, with elements whose __eq__ and __hash__ raise.
class Bad:
    def __hash__(self) -> int:
        raise RuntimeError("hash")


def dedupe(xs: list[object]) -> list[object]:
    seen: set[object] = set()
    out: list[object] = []
    for x in xs:
        if x in seen:
            continue
        seen.add(x)
        out.append(x)
    return out


print(dedupe([3, 1, 3, 1.0, "1", True, None, None, (1,), (1.0,)]))
for bad in (Bad(), [], {}):
    try:
        dedupe([1, bad])
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__)
