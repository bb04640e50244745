# SystemExit from deep inside sets the status after running finally blocks.
# exits: 3
import sys


def leave(n: int) -> int:
    try:
        if n == 0:
            sys.exit(3)
        return leave(n - 1)
    finally:
        print("leaving", n)


try:
    sys.exit("text")
except SystemExit as e:
    print(e.code)
try:
    raise SystemExit(5)
except SystemExit as e:
    print(e.code)
leave(2)
print("never")
