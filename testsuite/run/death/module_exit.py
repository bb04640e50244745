# Globals are still alive at the end of the module body; atexit runs before they die.
# world: cpython
import atexit


class D:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name, flush=True)


keep = D("global")
atexit.register(lambda: print("atexit", keep.name))
for i in range(2):
    keep2 = D(f"loop{i}")
del keep2
print("end of module")
