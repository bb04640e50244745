"""Times naja beside CPython, mypyc and C.

Every implementation runs every program in turn, round after round, so that what else the machine does hits all alike.
The best time of each counts; the figures to trust are the ratios. Results must agree.

    python3 testsuite/bench/run.py [--rounds 5] [--quick] [--only fib,nbody] [--implementations naja,c]

Needs a release build of naja (or --naja PATH), the CPythons found, `cc`, and for mypyc the network once.
"""

import argparse
import glob
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXAMPLES = ROOT / "docs" / "examples"

# name, folder, n, n of a quick look
PROGRAMS = [
    ("fib", HERE, 34, 24),
    ("nbody", EXAMPLES, 150_000, 5_000),
    ("mandelbrot", HERE, 500, 80),
    ("spectral_norm", HERE, 350, 60),
    ("sieve", HERE, 5_000_000, 200_000),
    ("fannkuch", HERE, 9, 7),
    ("nqueens", HERE, 11, 8),
    ("wordcount", EXAMPLES, 1_000_000, 30_000),
    ("odd_kernel", HERE, 20_000_000, 500_000),
]


class Skipped(Exception):
    """This implementation cannot run this program, and why."""


class CPython:
    """An interpreter on the source."""

    def __init__(self, python, version):
        self.name = f"CPython {version}"
        self.python = python

    def prepare(self, name, folder, work):
        return [self.python, str(HERE / "drive.py"), str(folder), name]

    def command(self, prepared, n):
        return prepared + [str(n)]


class Extension(CPython):
    """A compiler that makes extension modules for an interpreter."""

    def __init__(self, name, python, build):
        self.name = name
        self.python = python
        self.build = build

    def prepare(self, name, folder, work):
        self.build(folder / f"{name}.py", work)
        return super().prepare(name, work, work)

    def command(self, prepared, n):
        return prepared + [str(n), "compiled"]


class C:
    """The same algorithm in C, without contraction of floating point operations."""

    name = "C"

    def prepare(self, name, folder, work):
        source = HERE / "c" / f"{name}.c"
        if not source.exists():
            raise Skipped("-")
        program = work / name
        succeed(["cc", "-O3", "-ffp-contract=off", str(source), "-o", str(program), "-lm"])
        return [str(program)]

    def command(self, prepared, n):
        return prepared + [str(n)]


def succeed(command, **options):
    """Runs a command that must succeed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        print(f"\n$ {' '.join(map(str, command))}\n{done.stdout}", file=sys.stderr)
        raise Skipped("failed")
    return done.stdout


def find_pythons():
    """(path, version) of one interpreter each of 3.11, 3.12 and 3.13, the oldest first."""
    found = {}
    homes = sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.1[123].*/bin/python")))
    on_path = [shutil.which(f"python3.{minor}") for minor in (11, 12, 13)]
    for path in [*homes, *filter(None, on_path), sys.executable]:
        script = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([path, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        version = done.stdout.strip()
        if done.returncode == 0 and version in ("3.11", "3.12", "3.13"):
            found.setdefault(version, path)
    return [(found[version], version) for version in sorted(found)]


def naja_builder(naja, python):
    def build(source, work):
        succeed([naja, "build", "--ext", str(source), "-o", str(work), "--python", python])

    return build


def mypyc_builder(python, work):
    """Builds with mypyc, installed in an environment of its own."""
    environment = work / "mypyc"
    program = environment / "bin" / "mypyc"

    def build(source, folder):
        if not program.exists():
            print("installing mypy", file=sys.stderr)
            succeed([python, "-m", "venv", str(environment)])
            succeed([str(environment / "bin" / "pip"), "install", "--quiet", "mypy", "setuptools"])
        shutil.copy(source, folder)
        path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        succeed([str(program), source.name], cwd=folder, env={**os.environ, "PATH": path})
        (folder / source.name).unlink()

    return build


def implementations(options):
    """Those asked for, CPython 3.11 (or the oldest) first: it is what the others are compared with."""
    pythons = find_pythons()
    base = pythons[0][0]
    work = options.work
    all_of_them = {f"cpython{version}": CPython(python, version) for python, version in pythons}
    all_of_them["naja"] = Extension("naja", base, naja_builder(options.naja, base))
    all_of_them["mypyc"] = Extension("mypyc", base, mypyc_builder(base, work))
    all_of_them["c"] = C()
    wanted = options.implementations.split(",") if options.implementations else list(all_of_them)
    unknown = set(wanted) - set(all_of_them)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(all_of_them)}")
    first = next(iter(all_of_them))
    return [all_of_them[key] for key in all_of_them if key in wanted or key == first]


def measure(command):
    """(seconds, result) as a program prints them."""
    seconds, result = succeed(command).split(maxsplit=1)
    return float(seconds), result.strip()


def same(a, b):
    return a == b or float(a) == float(b)


def run_all(programs, them, options):
    """{program: {implementation: best seconds or why not}}, and the programs whose results differ."""
    prepared, table, wrong = {}, {}, []
    for name, folder, *_ in programs:
        table[name] = {}
        for one in them:
            work = options.work / re.sub(r"\W", "", one.name) / name
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(parents=True)
            try:
                prepared[name, one.name] = one.prepare(name, folder, work)
            except Skipped as why:
                table[name][one.name] = str(why)
    for turn in range(options.rounds):
        for name, _, full, quick in programs:
            expected = None
            for one in them:
                if (name, one.name) not in prepared or isinstance(table[name].get(one.name), str):
                    continue
                command = one.command(prepared[name, one.name], quick if options.quick else full)
                try:
                    seconds, result = measure(command)
                except Skipped as why:
                    table[name][one.name] = str(why)
                    continue
                expected = result if expected is None else expected
                if not same(result, expected):
                    wrong.append(f"{name}: {one.name} gives {result}, not {expected}")
                table[name][one.name] = min(seconds, table[name].get(one.name, math.inf))
        print(f"round {turn + 1} of {options.rounds}", file=sys.stderr)
    return table, sorted(set(wrong))


def ratio(a, b):
    """a / b, if both were measured."""
    return a / b if isinstance(a, float) and isinstance(b, float) and b > 0 else None


def geometric_mean(ratios):
    ratios = [r for r in ratios if r]
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else None


def show(table, them):
    base, others = them[0].name, [one.name for one in them[1:]]
    with_c = "naja" in others and "C" in others
    titles = [f"{base} s", *(f"{name} x" for name in others)] + (["naja / C"] if with_c else [])
    print(f"{'':14}" + "".join(f"{title:>17}" for title in titles))
    columns = {name: [] for name in [*others, "/C"]}
    for program, row in table.items():
        cells = [f"{row[base]:.3f}" if isinstance(row[base], float) else row[base]]
        for name in others:
            columns[name].append(ratio(row[base], row[name]))
            cells.append(f"{columns[name][-1]:.2f}" if columns[name][-1] else str(row[name]))
        if with_c:
            columns["/C"].append(ratio(row["naja"], row["C"]))
            cells.append(f"{columns['/C'][-1]:.2f}" if columns["/C"][-1] else "-")
        print(f"{program:14}" + "".join(f"{cell:>17}" for cell in cells))
    means = [geometric_mean(columns[name]) for name in others + (["/C"] if with_c else [])]
    print(f"{'geometric mean':14}{'':>17}" + "".join(f"{f'{m:.2f}' if m else '-':>17}" for m in means))
    print(f"\nx: how many times faster than {base}.  naja / C: how many times slower than C.")


def main():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="small inputs: does it work, not how fast")
    parser.add_argument("--only", help="programs, joined by commas")
    parser.add_argument("--implementations", help="cpython3.11, cpython3.12, cpython3.13, naja, mypyc, c")
    parser.add_argument("--naja", default=str(target / "release" / "naja"))
    parser.add_argument("--work", type=pathlib.Path, default=target / "bench", help="where things are built")
    options = parser.parse_args()
    options.work = options.work.resolve()
    wanted = options.only.split(",") if options.only else [name for name, *_ in PROGRAMS]
    programs = [row for row in PROGRAMS if row[0] in wanted]
    them = implementations(options)
    table, wrong = run_all(programs, them, options)
    show(table, them)
    for line in wrong:
        print("WRONG", line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
