"""What must hold where the project is installed: `check.py wheel` or `check.py editable`."""

import importlib.metadata
import importlib.resources
import inspect
import os
import subprocess
import sys
import traceback

import sample
import sample.legacy
import sample.text.counting
import sample_single
from sample.text import Counter, count

HOW = sys.argv[1]
MODULES = [sample, sample.text, sample.text.counting, sample_single]


def is_compiled(module):
    """Whether its functions run without bytecode: a profiler sees calls of bytecode only."""
    seen = []
    sys.setprofile(lambda frame, event, _: seen.append(frame.f_code.co_filename))
    try:
        sample_single.twice(4) if module is sample_single else count(["a"], "a")
    finally:
        sys.setprofile(None)
    return module.__file__ not in seen


def check_modules():
    for module in MODULES:
        assert module.__file__.endswith(".py"), module.__file__
        assert os.path.isfile(module.__file__), module.__file__
        assert module.__spec__.origin.endswith(".so" if HOW == "wheel" else ".py"), module.__spec__
        with open(module.__file__) as file:
            assert inspect.getsource(module) == file.read()
    assert is_compiled(sample_single) and is_compiled(sample.text.counting)
    assert sample.legacy.answer() == 42 and sample_single.twice(1 << 70) == 1 << 71


def check_sources():
    assert inspect.getsource(Counter).startswith("class Counter:\n")
    assert inspect.getsource(count).startswith("def count(items: list[str], word: str) -> int:\n")
    assert inspect.getsourcefile(Counter.see) == sample.text.counting.__file__
    try:
        sample.text.counting.fail(0)
    except ZeroDivisionError as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        assert (last.filename, last.line) == (sample.text.counting.__file__, "return 1 / number"), last


def check_data():
    assert count(sample.words(), "two") == 2
    assert importlib.resources.files("sample").joinpath("data/words.txt").read_text() == "one two three two\n"
    if HOW == "wheel":
        folder = os.path.dirname(sample.__file__)
        assert os.path.isfile(os.path.join(folder, "py.typed"))
        assert os.path.isfile(os.path.join(folder, "text", "counting.pyi"))


def check_metadata():
    about = importlib.metadata.metadata("sample-project")
    assert (about["Name"], about["Version"], about["Summary"]) == ("Sample-Project", "1.2.0", "Counts words")
    assert about["Author"] == "Somebody" and about["Author-email"] == '"A. Author" <author@example.org>'
    assert about["License-Expression"] == "MIT" and about["License-File"] == "LICENSE"
    assert about["Description-Content-Type"] == "text/markdown" and about.get_payload() == "# Sample\n\nCounts words.\n"
    assert about["Keywords"] == "words,counting" and about["Project-URL"] == "Homepage, https://example.org/sample"
    requires = importlib.metadata.requires("sample-project")
    assert len(requires) == 2 and requires[0].startswith("packaging>=23") and "extra" in requires[1], requires
    (script,) = importlib.metadata.entry_points(group="console_scripts", name="sample-count")
    assert script.load() is sample.text.counting.main
    (plugin,) = importlib.metadata.entry_points(group="sample.plugins")
    assert plugin.load() is sample.text.split


def check_program():
    if HOW == "wheel":
        command = [sys.executable, "-m", "sample", "one", "two"]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "one 1\ntwo 2\n"


check_modules()
check_sources()
check_data()
check_metadata()
check_program()
print("ok")
