"""Compares compiled with interpreted programs that a grammar makes by chance, and makes those that differ small.

    testsuite/fuzz/run.py [--seed N] [--count N] [--python PATH] [--naja PATH] [--flags="…"] [--jobs N] [--keep FOLDER]

A program depends on its seed and on nothing else. `grammar/` makes it, `runner.py` runs it beside others, `reduce.py` makes it small.
What differs is kept in FOLDER, one folder for each seed: the program, as it is and reduced, and what was and should have been printed.
The exit status is 1 if anything differs. To see a kept one again: `--seed N --count 1`.
"""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile
import threading
import time

import grammar
import reduce
import runner

HERE = pathlib.Path(__file__).resolve().parent
# How many programs share a module.
GROUP = 25


def main():
    """Runs all groups, and says what differs."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="naja-fuzz-") as scratch:
        lab = runner.Lab(options.naja, options.python, options.flags.split(), scratch)
        session = Session(lab, options)
        seeds = range(options.seed, options.seed + options.count)
        groups = [seeds[start : start + GROUP] for start in range(0, len(seeds), GROUP)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for _ in pool.map(session.group, groups):
                pass
    print(f"{session.compared} programs compared, {session.differing} differ; {time.monotonic() - session.started:.0f} s")
    return 1 if session.differing else 0


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=0, help="the first program")
    parser.add_argument("--count", type=int, default=500, help="how many programs")
    parser.add_argument("--python", default=sys.executable, help="the interpreter to compare with")
    parser.add_argument("--naja", default=HERE.parent.parent / "target/debug/naja", help="the compiler")
    parser.add_argument("--flags", default="--optimize=0", help="more options of the compiler, such as '--stress-exits --stress-polls'")
    parser.add_argument("--jobs", type=int, default=2, help="how many groups at a time")
    parser.add_argument("--keep", default="/tmp/naja-fuzz", type=pathlib.Path, help="where differing programs are put")
    parser.add_argument("--reduce", type=int, default=60, metavar="SECONDS", help="how long a program is made smaller")
    parser.add_argument("--reductions", type=int, default=10, metavar="N", help="how many programs are made smaller")
    return parser.parse_args()


class Session:
    """What has been found so far."""

    def __init__(self, lab, options):
        self.lab, self.options = lab, options
        self.compared = self.differing = self.reduced = 0
        self.started = time.monotonic()
        self.lock = threading.Lock()

    def group(self, seeds):
        """Compares the programs of these seeds."""
        programs = {f"c{seed}": grammar.program(seed, f"c{seed}") for seed in seeds}
        found, compared = self.lab.differences(programs)
        with self.lock:
            self.compared += compared
            self.differing += len(found)
        for tag, difference in found.items():
            self.keep(tag, difference)

    def keep(self, tag, difference):
        """Writes down what differs, and makes it small."""
        folder = self.options.keep / tag
        folder.mkdir(parents=True, exist_ok=True)
        write = lambda name, text: (folder / name).write_text(text, "utf-8", "backslashreplace")
        call = f"\nmain_{tag}()\n"
        write("program.py", runner.HEADER + difference.text + call)
        write("expected", difference.expected)
        write("actual", difference.actual)
        print(f"{tag}: {difference.kind}; {first_difference(difference)}", flush=True)
        with self.lock:
            self.reduced += 1
            is_wanted = self.reduced <= self.options.reductions and self.options.reduce
        if is_wanted:
            small = self.small(tag, difference)
            write("small.py", runner.HEADER + small + call)
            print(f"---- {tag}, reduced\n{small}----", flush=True)

    def small(self, tag, difference):
        def fails(text):
            found, _ = self.lab.differences({tag: text})
            return tag in found and found[tag].kind == difference.kind

        # Alone it may be right: then it is kept as it was.
        return reduce.reduce(difference.text, fails, self.options.reduce) if fails(difference.text) else difference.text


def first_difference(difference):
    """The first line that differs."""
    pairs = zip(difference.expected.split("\n") + ["(the end)"], difference.actual.split("\n") + ["(the end)"])
    expected, actual = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return f"expected {expected[:150]!r}, got {actual[:150]!r}"


if __name__ == "__main__":
    os.chdir(HERE)
    sys.exit(main())
