# sys.argv, sys.maxsize, version tests, writing to stdout.
# args: one two --three=3
import sys


def parse(args: list[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for i, a in enumerate(args):
        if a.startswith("--") and "=" in a:
            k, v = a[2:].split("=", 1)
            out[k] = v
        else:
            out[str(i)] = a
    return out


print(parse(sys.argv[1:]), len(sys.argv), sys.maxsize == 2**63 - 1)
if sys.version_info >= (3, 11):
    print("new enough")
sys.stdout.write("written\n")
print("a", 1, 2.5, sep="-", end="!\n")
print(*[1, 2], sep=", ")
print("x", file=sys.stdout)
print("error", file=sys.stderr)
print()
