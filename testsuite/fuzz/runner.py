"""Runs groups of programs, interpreted and compiled, and says which differ.

Many programs share a module, because starting the compiler and the interpreter takes longer than most programs. A program that
dies or does not end is left out and the others go on; a group that does not compile is halved until it is known why.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = "from prelude import *\n"
# Seconds for a program.
INTERPRETED, COMPILED = 4, 40
# Seconds for the compiler.
BUILD = 300


@dataclass
class Difference:
    """A program whose compiled form does not do what it should; `kind` stays the same while it is reduced."""

    kind: str
    text: str
    expected: str
    actual: str


class Lab:
    """The compiler, its flags, and the interpreter."""

    def __init__(self, naja, python, flags, scratch):
        self.naja, self.python, self.flags, self.scratch = Path(naja).resolve(), python, flags, scratch

    def differences(self, programs):
        """Of `programs`, texts by their tags: what differs, by tag, and how many could be compared."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            return self.judge(folder, programs)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def judge(self, folder, programs):
        source, compiled = folder / "source", folder / "compiled"
        source.mkdir()
        (source / "group.py").write_text(HEADER + "".join(programs.values()))
        expected = {tag: text for tag, text in self.run(source, programs, INTERPRETED).items() if not text.startswith("DIED")}
        built = self.build(source / "group.py", compiled)
        if built is not None:
            return self.judge_halves(programs, built)
        actual = self.run(compiled, expected, COMPILED)
        found = {}
        for tag, text in expected.items():
            if actual[tag] != text:
                kind = actual[tag].split("\n")[0] if actual[tag].startswith("DIED") else "DIFFERS"
                found[tag] = Difference(kind, programs[tag], text, actual[tag])
        return found, len(expected)

    def judge_halves(self, programs, complaint):
        if len(programs) == 1:
            (tag, text), = programs.items()
            return {tag: Difference(f"NO BUILD {signature(complaint)}", text, "", complaint)}, 1
        tags, found, count = list(programs), {}, 0
        for half in (tags[: len(tags) // 2], tags[len(tags) // 2 :]):
            some, compared = self.differences({tag: programs[tag] for tag in half})
            found.update(some)
            count += compared
        return found, count

    def build(self, file, out):
        """Compiles; what the compiler says if it fails."""
        command = [self.naja, "build", "--ext", "--python", self.python, *self.flags, "-o", out, file]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=BUILD, cwd=file.parent)
        except subprocess.TimeoutExpired:
            return "takes too long"
        return None if done.returncode == 0 else f"exit status {done.returncode}\n{done.stderr[-3000:]}"

    def run(self, folder, tags, seconds):
        """The output of each program; `DIED …` of one that ended the process."""
        outputs, pending = {}, list(tags)
        while pending:
            text, end = self.drive(folder, pending, seconds)
            for tag, output in re.findall(r"\n=== begin (\w+)\n(.*?)\n=== end \1\n", text, re.DOTALL):
                outputs[tag] = output
            rest = [tag for tag in pending if tag not in outputs]
            if rest:
                # The first one is where it died; if nothing was begun, the import did, and so none can be told.
                died = rest if "=== begin" not in text else rest[:1]
                outputs.update({tag: f"DIED {end}" for tag in died})
                rest = [tag for tag in rest if tag not in died]
            pending = rest
        return outputs

    def drive(self, folder, tags, seconds):
        command = [self.python, "-X", "faulthandler", HERE / "drive.py", folder, "group", str(seconds), *tags]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        limit = 60 + seconds * len(tags)
        try:
            done = subprocess.run(command, capture_output=True, timeout=limit, env=environment, cwd=folder)
        except subprocess.TimeoutExpired as error:
            return (error.stdout or b"").decode("utf-8", "replace"), "timeout"
        end = f"status {done.returncode}"
        if done.returncode < 0:
            end = signal.Signals(-done.returncode).name
        complaint = done.stderr.decode("utf-8", "replace")[-2500:]
        return done.stdout.decode("utf-8", "backslashreplace"), f"{end}\n{complaint}" if done.returncode else "unfinished"


def signature(complaint):
    """The line of a complaint that names the fault, without its numbers."""
    lines = [line for line in complaint.splitlines() if line.strip() and "warning" not in line]
    named = [line for line in lines if re.search(r"error|bug|panicked", line)] or lines[-1:]
    return re.sub(r"\d+|`[^`]*`", "_", named[0])[:120] if named else ""
