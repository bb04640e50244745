"""What one odd element costs: a float in a list of ints, an overflow, in a loop of 10^8 iterations.

    python3 testsuite/bench/odd_element.py [--naja PATH] [--n 100000000] [--rounds 3]

The goal is less than 20 % more than the same loop without it.
"""

import argparse
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
CASES = ["float_element", "overflow_once"]


def measure(folder, n, rounds):
    """{(case, odd): best seconds}, the two of a case in turn."""
    sys.path.insert(0, folder)
    import odd_kernel

    best = {}
    for _ in range(rounds):
        for case in CASES:
            for odd in (False, True):
                start = time.perf_counter()
                getattr(odd_kernel, case)(n, odd)
                seconds = time.perf_counter() - start
                best[case, odd] = min(seconds, best.get((case, odd), math.inf))
    return best


def main():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent.parent / "target"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--naja", default=str(target / "release" / "naja"))
    parser.add_argument("--n", type=int, default=10**8)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = str(HERE / "odd_kernel.py")
        subprocess.run([options.naja, "build", "--ext", source, "-o", folder, "--python", sys.executable], check=True)
        sys.path = [path for path in sys.path if path != str(HERE)]
        best = measure(folder, options.n, options.rounds)
    for case in CASES:
        plain, odd = best[case, False], best[case, True]
        print(f"{case:15} {plain:8.3f} s without, {odd:8.3f} s with: {100 * (odd / plain - 1):+.1f} %")


if __name__ == "__main__":
    main()
