"""Compiles CPython's own tests, and runs them beside the same tests interpreted.

For each row of `files.txt` and each interpreter: the tests that are installed with it are compiled with `naja build --ext`, and
imported in the place of their sources. Every test that passes interpreted must pass compiled, but for those of `excluded.txt`, which
are not run and have a reason each. A test in which the process dies is a crash; the others are run again without it.

    testsuite/cpython/run.py [--python PATH]... [--naja PATH] [--jobs N] [--reuse] [--write] [NAME...]

Without NAME, all rows. The exit status is 1 if something crashes, or if less than the floor of a file's tests pass compiled, or
if too many of them are excluded. `--write` makes the table of docs/cpython-tests.md anew, from all rows.
"""

import argparse
import concurrent.futures
import glob
import json
import pathlib
import shutil
import sys
import tempfile
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "lab"))
import lab as laboratory
import table
from lab import Broken, Lab, indented

FLOOR = 95.0
"""Per cent of the tests of a file that pass interpreted, and are not excluded: as many must pass compiled."""
MOST_EXCLUDED = 3.0
"""Per cent of the tests of a file that pass interpreted: no more may be excluded, but one always."""
MOST_DEATHS = 8
"""So often are the tests of a file run again without what they died of."""


def versions(words):
    """The first and the last minor version that `>=3.N` and `<3.N` among some words leave."""
    least = [int(word.removeprefix(">=3.")) for word in words if word.startswith(">=3.")]
    behind = [int(word.removeprefix("<3.")) for word in words if word.startswith("<3.")]
    return max(least, default=0), min(behind, default=100) - 1


@dataclass(frozen=True)
class Row:
    """A module or package `test.NAME` with tests."""

    name: str
    helpers: tuple
    """Modules of `test` that have some of the tests in them, and are compiled with it."""
    least: int
    """The first minor version that has it."""
    most: int
    """The last one."""

    @classmethod
    def parse(cls, line):
        """`NAME [>=3.N] [<3.N] [+HELPER]...`"""
        name, *words = line.split()
        helpers = tuple(word[1:] for word in words if word.startswith("+"))
        return cls(name, helpers, *versions(words))

    def files(self, library):
        """What is compiled, by the names of the modules."""
        place = library / "test"
        files = {f"test.{name}": place / f"{name}.py" for name in (self.name, *self.helpers)}
        if (package := place / self.name).is_dir():
            files[f"test.{self.name}"] = package / "__init__.py"
            files |= {f"test.{self.name}.{file.stem}": file for file in sorted(package.glob("test*.py"))}
        return files


@dataclass
class Ran:
    """What came of the tests of a row, and what had to be left out for that."""

    ends: dict
    seconds: float
    deaths: list


@dataclass
class Verdict:
    """How the tests of a row ended, compiled beside interpreted."""

    row: Row
    minor: int
    passing: int = 0
    """So many pass interpreted."""
    compiled: int = 0
    """So many of these pass compiled."""
    excluded: list = field(default_factory=list)
    """Those of them that are not run, as they are excluded."""
    differing: dict = field(default_factory=dict)
    """The others, with what they said."""
    crashes: list = field(default_factory=list)
    """Where the process died, and what it said."""
    seconds: tuple = (0.0, 0.0)
    """How long the tests took, interpreted and compiled."""

    def share(self):
        """Per cent of the tests that are not excluded."""
        judged = self.passing - len(self.excluded)
        return 100.0 * self.compiled / judged if judged else 0.0

    def faults(self):
        """What is not as it has to be."""
        if self.crashes:
            yield f"{len(self.crashes)} crashed"
        if self.share() < FLOOR:
            yield f"below {FLOOR:.0f} %"
        if len(self.excluded) > max(1, self.passing * MOST_EXCLUDED / 100):
            yield f"more than {MOST_EXCLUDED:.0f} % excluded"


def main():
    """Judges all rows under all interpreters, and says what differs."""
    options = arguments()
    verdicts = []
    for python in options.python:
        lab = Lab(options, python)
        excluded = read_excluded(lab.python.minor)
        chosen = [row for row in read_rows() if row.least <= lab.python.minor <= row.most
                  and (not options.names or row.name in options.names)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for verdict in pool.map(lambda row: judge(lab, row, excluded, options), chosen):
                show(verdict)
                verdicts.append(verdict)
    bad = [verdict for verdict in verdicts if any(verdict.faults())]
    print(table.summary(verdicts))
    if options.write:
        (laboratory.ROOT / "docs" / "cpython-tests.md").write_text(table.page(verdicts, options.flags))
    return 1 if bad or not verdicts else 0


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--python", action="append", help="an interpreter, as often as wanted")
    parser.add_argument("--jobs", type=int, default=1, help="how many files at a time")
    parser.add_argument("--limit", type=int, default=300, metavar="SECONDS", help="what the tests of a file may take")
    parser.add_argument("--keep", action="store_true", help="keep what was compiled, in the cache")
    parser.add_argument("--write", action="store_true", help="write docs/cpython-tests.md")
    laboratory.add_options(parser, "naja-cpython")
    options = parser.parse_args()
    if options.write and options.names:
        parser.error("--write is about all files")
    options.python = options.python or [sys.executable]
    return options


def lines_of(name):
    """The lines of a table of this folder."""
    return [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]


def read_rows():
    """What is tested."""
    return [Row.parse(line) for line in lines_of("files.txt")]


def read_excluded(minor):
    """The tests that need not pass compiled."""
    rows = [line.split(": ", 1)[0].split() for line in lines_of("excluded.txt")]
    limits = {name: versions(words) for name, *words in rows}
    return {name for name, (least, most) in limits.items() if least <= minor <= most}


def judge(lab, row, excluded, options):
    """The verdict on a row."""
    folder = lab.place / "tests" / row.name
    verdict = Verdict(row, lab.python.minor)
    question = {"modules": list(row.files(lab.python.library)), "blocked": [], "tests": [f"test.{row.name}"], "runner": "unittest",
                "excluded": [], "libraries": {}, "path": [], "at": None}
    try:
        before = known(lab, folder / "interpreted", question, lambda: run(lab, question, folder / "interpreted", options))
        question["excluded"] = sorted(glob.escape(test) for test in before.ends if test in excluded)
        after = known(lab, folder / "compiled", [question, lab.compiler()],
                      lambda: run_compiled(lab, row, question, folder / "compiled", options))
    except Broken as broken:
        verdict.crashes.append(str(broken))
        return verdict
    passing = {test for test, (outcome, _) in before.ends.items() if outcome == "passed"}
    right = {test for test in passing if after.ends.get(test, ("absent", ""))[0] == "passed"}
    verdict.passing, verdict.compiled = len(passing), len(right)
    verdict.excluded = sorted(passing & excluded)
    verdict.differing = {test: after.ends.get(test, ("absent", "")) for test in sorted(passing - right - excluded)}
    verdict.crashes = after.deaths
    verdict.seconds = before.seconds, after.seconds
    return verdict


def known(lab, folder, key, ask):
    """What `ask` says, or said the last time, if the caller allows that."""
    kept = folder / "kept.json"
    if lab.reuse and kept.exists():
        old, answer = json.loads(kept.read_text())
        if old == key:
            return Ran(*answer)
    ran = ask()
    kept.write_text(json.dumps([key, [ran.ends, ran.seconds, ran.deaths]]))
    return ran


def run(lab, question, folder, options):
    """Runs the tests, and again without those that the process died of."""
    ran = Ran({}, 0.0, [])
    while True:
        answer = lab.ask(question, folder, limit=options.limit)
        ran.ends |= answer.ends
        if not answer.died:
            strange = [f"{name} was imported from {file}" for name, file in answer.files.items() if not has_ending(file, question)]
            if strange:
                raise Broken("\n".join(strange))
            ran.seconds = answer.seconds
            return ran
        ran.deaths.append(f"{answer.died} in {answer.last or 'no test'}\n{answer.output}")
        ran.ends[answer.last] = ("crashed", answer.died)
        if not answer.last or len(ran.deaths) == MOST_DEATHS:
            return ran
        question = {**question, "excluded": [*question["excluded"], glob.escape(answer.last)]}


def has_ending(file, question):
    """Whether a module came from the kind of file that it should."""
    return str(file).endswith(".so" if question["libraries"] else ".py")


def run_compiled(lab, row, question, folder, options):
    """Compiles the tests, and runs them in the place of their sources."""
    sources = row.files(lab.python.library)
    lab.place.mkdir(parents=True, exist_ok=True)
    out = pathlib.Path(tempfile.mkdtemp(prefix=row.name, dir=lab.place))
    try:
        lab.build(list(sources.values()), out, out / "stamp")
        made = {module_of(library.relative_to(out)): library for library in out.rglob("*.so")}
        libraries = {name: [str(made[name]), str(source)] for name, source in sources.items()}
        return run(lab, {**question, "libraries": libraries}, folder, options)
    finally:
        if not options.keep:
            shutil.rmtree(out)


def module_of(library):
    """The name of the module that a library is."""
    parts = [*library.parts[:-1], library.name.partition(".")[0]]
    return ".".join(parts).removesuffix(".__init__")


def show(verdict):
    """Prints a verdict."""
    before, after = verdict.seconds
    print(f"{verdict.row.name:26} 3.{verdict.minor} {verdict.compiled:5} of {verdict.passing:5}, {len(verdict.excluded):3} excluded "
          f"{verdict.share():6.1f} % {before:7.2f} s interpreted {after:7.2f} s compiled  {', '.join(verdict.faults())}", flush=True)
    for test, (outcome, text) in verdict.differing.items():
        if outcome == "absent" and verdict.crashes:
            continue
        print(f"    {test}: {outcome}\n{indented(text)}", end="", flush=True)
    for crash in verdict.crashes:
        print(f"    {crash}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
