"""Runs the tests that modules have of their own, interpreted and compiled, and says how each test ended.

`packages/run.py` compiles modules and leaves their tests as they are, `cpython/run.py` compiles the tests themselves; what both
need is here. Tests run in a process of their own, by `drive.py`, which writes down each test when it starts and when it ends: what
is known of a process that died is known up to the test that it died in.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TIME_LIMIT = 900


class Broken(Exception):
    """What cannot be judged; the text says why."""


class Interpreter:
    """A CPython to test with."""

    def __init__(self, path):
        script = "import sys, sysconfig; print(sys.version_info[1], sysconfig.get_path('stdlib'))"
        minor, library = subprocess.run([path, "-c", script], capture_output=True, text=True, check=True).stdout.split()
        self.path, self.minor, self.library = path, int(minor), pathlib.Path(library)


@dataclass
class Answer:
    """What came of the tests."""

    ends: dict
    """Of each test that started, its outcome (`passed`, `failed`, `skipped`) and a text."""
    seconds: float
    """How long they took."""
    files: dict
    """Where the modules of the question came from."""
    died: str = ""
    """How the process ended, if it did before its last test."""
    last: str = ""
    """There, the test that it died in; none if it came to no test."""
    output: str = ""
    """There, the end of what it wrote."""

    def complete(self):
        """The answer, if all tests were run."""
        if self.died:
            raise Broken(f"{self.died} in test {self.last or None}\n{self.output}")
        return self


class Lab:
    """The compiler, an interpreter, and the cache."""

    def __init__(self, options, python):
        self.naja = pathlib.Path(options.naja).resolve()
        self.python = Interpreter(python)
        self.reuse = options.reuse
        self.flags = options.flags.split()
        self.cache = pathlib.Path(options.cache).resolve()
        self.place = self.cache / f"3.{self.python.minor}"

    def compiler(self):
        """What tells this compiler and its options from others."""
        return f"{self.naja.stat().st_mtime_ns} {self.flags}"

    def build(self, files, out, stamp):
        """Compiles `files` into `out`, if that has not been done yet by this compiler."""
        made = f"{self.compiler()} {[str(file) for file in files]}"
        if stamp.exists() and stamp.read_text() == made:
            return
        command = [self.naja, "build", "--ext", "--python", self.python.path, *self.flags, "-o", out, *files]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Broken(f"not compiled:\n{done.stderr.strip()[-2000:]}")
        stamp.write_text(made)

    def ask(self, question, folder, python=None, limit=TIME_LIMIT):
        """Runs the tests."""
        folder.mkdir(parents=True, exist_ok=True)
        path, answer, work = folder / "question", folder / "answer", folder / "work"
        path.write_text(json.dumps(question))
        answer.unlink(missing_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(question["path"]), "PYTHONHASHSEED": "0",
                       "PYTHONDONTWRITEBYTECODE": "1"}
        command = [python or self.python.path, "-X", "frozen_modules=off", HERE / "drive.py", path, answer]
        with open(folder / "output", "w") as output:
            try:
                status = subprocess.run(command, cwd=question["at"] or work, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=output, stderr=output, timeout=limit).returncode
                end = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
            except subprocess.TimeoutExpired:
                end = f"no end after {limit} s"
        return read(answer, end, folder / "output")


def read(answer, end, output):
    """The answer of a process, which ended so and wrote that."""
    ends, started, done = {}, "", None
    for line in answer.read_text().splitlines() if answer.exists() else ():
        match json.loads(line):
            case ["start", started]:
                ends.setdefault(started, ("passed", ""))
            case ["end", test, outcome, text]:
                if ends.get(test, ("passed", ""))[0] in ("passed", "skipped"):
                    ends[test] = (outcome, text)
            case ["done", seconds, files]:
                done = seconds, files
    if done is None:
        return Answer(ends, 0.0, {}, end, started, output.read_text(errors="replace")[-1500:])
    return Answer(ends, *done)


def indented(text):
    """The end of a text, as it is shown below something."""
    return "".join(f"        {line}\n" for line in text.strip().splitlines()[-8:])


def add_options(parser, cache):
    """The options of all commands that have a laboratory; `cache` is the name of the folder for what they keep."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--naja", default=str(target / "debug" / "naja"), help="the compiler")
    parser.add_argument("--flags", default="", help="more options of `naja build`")
    parser.add_argument("--cache", default=os.environ.get("NAJA_PACKAGES") or pathlib.Path.home() / ".cache" / cache,
                        help="the folder for what is built and answered")
    parser.add_argument("--reuse", action="store_true", help="take what is known from the last time")
