"""Compiles CPython's own tests, and runs them beside the same tests interpreted.

For each row of `files.txt` and each interpreter: the tests that are installed with it are compiled with `naja build --ext`, put
where `import test.test_x` finds them before their sources, and run. Every test that passes interpreted must pass compiled, but for
those of `excluded.txt`, each of which has its reason. A test in which the process dies is a crash; the others are run without it.

    testsuite/cpython/run.py [--python PATH]... [--naja PATH] [--jobs N] [--reuse] [--write] [NAME...]

Without NAME, all rows. The exit status is 1 if something crashes, or if less than the floor of a file's tests pass compiled, or
if too many of them are excluded. `--write` makes the table of docs/cpython-tests.md anew, from all rows.
"""

import argparse
import concurrent.futures
import glob
import json
import os
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
        least = [int(word.removeprefix(">=3.")) for word in words if word.startswith(">=3.")]
        behind = [int(word.removeprefix("<3.")) for word in words if word.startswith("<3.")]
        helpers = tuple(word[1:] for word in words if word.startswith("+"))
        return cls(name, helpers, max(least, default=0), min(behind, default=100) - 1)

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
    """Those of them that do not, but are excluded."""
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
    excluded, verdicts = read_excluded(), []
    for python in options.python:
        lab = Lab(options, python)
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
    parser.add_argument("--keep", action="store_true", help="keep the folders with what was compiled, in the cache")
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


def read_excluded():
    """The tests that need not pass compiled, with the reasons."""
    return dict(line.split(": ", 1) for line in lines_of("excluded.txt"))


def judge(lab, row, excluded, options):
    """The verdict on a row."""
    folder = lab.place / "tests" / row.name
    verdict = Verdict(row, lab.python.minor)
    question = {"modules": list(row.files(lab.python.library)), "blocked": [], "tests": [f"test.{row.name}"], "runner": "unittest",
                "excluded": [], "path": [], "at": None}
    try:
        before = known(lab, folder / "interpreted", question, lambda: run(lab, question, folder / "interpreted", options))
        after = known(lab, folder / "compiled", [question, lab.compiler()],
                      lambda: run_compiled(lab, row, question, folder / "compiled", options))
    except Broken as broken:
        verdict.crashes.append(str(broken))
        return verdict
    passing = {test for test, (outcome, _) in before.ends.items() if outcome == "passed"}
    right = {test for test in passing if after.ends.get(test, ("absent", ""))[0] == "passed"}
    verdict.passing, verdict.compiled = len(passing), len(right)
    verdict.excluded = sorted(test for test in passing - right if test in excluded)
    verdict.differing = {test: after.ends.get(test, ("absent", "")) for test in sorted(passing - right - excluded.keys())}
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
    return str(file).endswith(".so" if question["path"] else ".py")


def run_compiled(lab, row, question, folder, options):
    """Compiles the tests, and runs them from a copy of the folder with all tests and their data."""
    lab.place.mkdir(parents=True, exist_ok=True)
    shadow = pathlib.Path(tempfile.mkdtemp(prefix=row.name, dir=lab.place))
    try:
        lab.build(list(row.files(lab.python.library).values()), shadow, shadow / "stamp")
        # Tests look for their source at `__file__` with another ending.
        for made in (shadow / "test").rglob("*.so"):
            made.rename(made.with_name(made.name.partition(".")[0] + ".so"))
        shutil.copytree(lab.python.library / "test", shadow / "test", symlinks=True, copy_function=link, dirs_exist_ok=True)
        return run(lab, {**question, "path": [str(shadow)]}, folder, options)
    finally:
        if not options.keep:
            shutil.rmtree(shadow)


def link(source, target):
    """Copies a file, if possible without needing room for it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def show(verdict):
    """Prints a verdict."""
    before, after = verdict.seconds
    print(f"{verdict.row.name:26} 3.{verdict.minor} {verdict.compiled:5} of {verdict.passing:5}, {len(verdict.excluded):3} excluded "
          f"{verdict.share():6.1f} % {before:7.2f} s interpreted {after:7.2f} s compiled  {', '.join(verdict.faults())}", flush=True)
    for test, (outcome, text) in verdict.differing.items():
        print(f"    {test}: {outcome}\n{indented(text)}", end="", flush=True)
    for crash in verdict.crashes:
        print(f"    {crash}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
