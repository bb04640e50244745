# What is one of two classes has what both have.
import sys

if sys.argv:

    class Fast:
        def start(self) -> None: ...

else:

    class Fast:
        def start(self) -> None: ...
        def stop(self) -> None: ...


def run() -> None:
    fast = Fast()
    fast.start()
    fast.halt()  # error: [N0205]
