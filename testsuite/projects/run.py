"""Builds the projects of this folder as installers do, by the hooks of the build backend, and tries what comes of it.

    python run.py --naja PATH [--python PATH] [--flags="--optimize=0"] [PROJECT...]

A project is a folder with a `pyproject.toml`, a `contents.txt` that lists what its distributions have in them, and a `check.py`
that is run where it is installed. Besides, `refused` tries projects that cannot be built, rows of `refused.py`; `folder` builds
folders without a project; `hook` imports through naja's import hook. Nothing here needs the network.
"""

import argparse
import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from refused import REFUSED

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "naja" / "python"

HOOK = """
import sys
import naja.build
print(getattr(naja.build, sys.argv[1])(sys.argv[2], {"build-args": sys.argv[3]}))
"""

# A folder of installed packages is one whose `.pth` files are read.
CHECK = """
import runpy, site, sys
del sys.argv[0]
site.addsitedir(sys.argv.pop(0))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class Lab:
    """The compiler and the interpreter under test, and a folder to work in."""

    def __init__(self, naja, python, flags, work):
        self.naja = naja
        self.python = python
        self.flags = flags
        self.work = Path(work)
        ask = "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))"
        self.suffix = self.run([python, "-c", ask]).stdout.strip()

    def run(self, command, folder=None, path=(), check=True):
        paths = os.pathsep.join(map(str, path))
        here = {"NAJA": self.naja, "NAJA_CACHE": str(self.work / "cache"), "PYTHONPATH": paths}
        environment = {**os.environ, **here, "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run(command, cwd=folder or self.work, env=environment, capture_output=True, text=True)
        if check and done.returncode:
            raise AssertionError(f"exit status {done.returncode}: {command}\n{done.stdout}{done.stderr}")
        return done

    def hook(self, name, project, target, check=True):
        """One hook, run in the project's folder; the path of what it has made, or what went wrong."""
        target.mkdir(exist_ok=True)
        command = [self.python, "-c", HOOK, name, str(target), self.flags]
        done = self.run(command, project, [PACKAGE], check)
        return target / done.stdout.splitlines()[-1] if check else done


def project(lab, source):
    """Everything that is made of one project."""
    first = lab.work / "first" / source.name
    shutil.copytree(source, first, ignore=shutil.ignore_patterns("__pycache__"))
    wheel = lab.hook("build_wheel", first, lab.work / "wheels")
    sdist = lab.hook("build_sdist", first, lab.work / "sdists")
    compare_contents(lab, source, wheel, sdist)
    compare_record(wheel)
    compare_metadata(lab, first, wheel)
    compare_with_another_place(lab, wheel, sdist)
    site = lab.work / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    check(lab, source, site, "wheel", [site])
    editable = lab.hook("build_editable", first, lab.work / "editables")
    compare_record(editable)
    site = lab.work / "editable site"
    with zipfile.ZipFile(editable) as archive:
        archive.extractall(site)
    check(lab, source, site, "editable", [PACKAGE])


def check(lab, source, site, how, path):
    done = lab.run([lab.python, "-c", CHECK, str(site), str(source / "check.py"), how], None, path)
    assert done.stdout == "ok\n" and done.stderr == "", done


def compare_contents(lab, source, wheel, sdist):
    lines = [line for line in (source / "contents.txt").read_text().splitlines() if not line.startswith("#")]
    expected = [line.replace("SUFFIX", lab.suffix) for line in lines if not line.startswith("sdist ")]
    with zipfile.ZipFile(wheel) as archive:
        assert sorted(archive.namelist()) == sorted(expected), archive.namelist()
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    expected = [line.removeprefix("sdist ") for line in lines if line.startswith("sdist ")]
    assert sorted(names) == sorted(expected), names


def compare_record(wheel):
    """Every file is listed with its digest and size, and no other."""
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        (record,) = [name for name in archive.namelist() if name.endswith(".dist-info/RECORD")]
        rows = {name: (digest, size) for name, digest, size in csv.reader(io.StringIO(archive.read(record).decode()))}
        assert rows.pop(record) == ("", "")
        for name in archive.namelist():
            if name != record:
                data = archive.read(name)
                digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
                assert rows.pop(name) == (f"sha256={digest}", str(len(data))), name
    assert not rows, rows


def compare_metadata(lab, folder, wheel):
    """What is said before the wheel is built is what the wheel says."""
    said = lab.hook("prepare_metadata_for_build_wheel", folder, lab.work / "metadata")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(said.name) and not name.endswith("/RECORD")]
        assert names
        for name in names:
            assert (said.parent / name).read_bytes() == archive.read(name), name
        version = f"cp3{lab.suffix.partition('.cpython-3')[2][:2]}"
        assert f"-{version}-{version}-" in wheel.name, wheel.name
        (about,) = [name for name in names if name.endswith("/WHEEL")]
        tag = wheel.name.removesuffix(".whl").split("-", 2)[2]
        assert f"\nTag: {tag}\n" in archive.read(about).decode()


def compare_with_another_place(lab, wheel, sdist):
    """The source distribution, unpacked somewhere else, makes the same bytes."""
    second = lab.work / "second"
    with tarfile.open(sdist) as archive:
        archive.extractall(second)
    (folder,) = second.iterdir()
    again = lab.hook("build_wheel", folder, lab.work / "again")
    assert again.name == wheel.name and again.read_bytes() == wheel.read_bytes(), "another wheel"
    again = lab.hook("build_sdist", folder, lab.work / "again")
    assert again.name == sdist.name and again.read_bytes() == sdist.read_bytes(), "another source distribution"


def folder(lab):
    """A folder stands for its modules, and its other files lie beside the results: in a package, and below `--root`."""
    files = {
        "space/pkg/__init__.py": "from pathlib import Path\nTEXT = (Path(__file__).parent / 'in' / 'text.txt').read_text()\n",
        "space/pkg/in/text.txt": "found",
        "space/pkg/mod.py": "from . import TEXT\nNAME = __name__\n",
    }
    write(lab.work, files)
    for source, options, name in [("space/pkg", [], "pkg.mod"), ("space/pkg", ["--root", "."], "space.pkg.mod")]:
        out = lab.work / name
        lab.run([lab.naja, "build", "--ext", "--python", lab.python, "-o", str(out), *lab.flags.split(), *options, source])
        assert not list(out.rglob("*.py"))
        ask = f"import {name} as mod; print(mod.NAME, mod.TEXT, mod.__file__)"
        told = lab.run([lab.python, "-c", ask], HERE, [out]).stdout.split()
        assert told == [name, "found", str(out.joinpath(*name.split("."))) + lab.suffix], told


# What `python -m naja.hook app.py` runs: it prints which of its functions have bytecode that the interpreter runs.
HOOKED = {
    "app.py": """
import importlib
import sys
from pathlib import Path
import helper

def own(number: int) -> int:
    return number + 1

def interpreted(*functions):
    seen = set()
    sys.setprofile(lambda frame, event, _: seen.add(frame.f_code.co_name))
    for function in functions:
        function(1)
    sys.setprofile(None)
    return sorted(seen & {function.__name__ for function in functions})

print(__name__, sys.argv, interpreted(own, helper.work, helper.odd.odd), helper.work(2))
print(helper.__file__ == str(Path(__file__).resolve().parent / "helper" / "__init__.py"), helper.__path__)
source = Path(helper.__file__)
text = source.read_text()
source.write_text(text.replace("number * 2", "number * 3"))
importlib.reload(helper)
print(interpreted(helper.work), helper.work(2))
source.write_text(text)
importlib.reload(helper)
print(interpreted(helper.work), helper.work(2))
""",
    "helper/__init__.py": "from . import odd\n\ndef work(number: int) -> int:\n    return number * 2\n",
    "fails.py": "def fail(number: int) -> float:\n    return 1 / number\n\nprint(__file__)\nfail(0)\n",
    "helper/odd.py": "def odd(number):\n    return [locals() for _ in range(number)]\n",
}


def hook(lab):
    """Modules are compiled when they are imported, again after they were changed; what cannot be compiled is interpreted."""
    write(lab.work / "app", HOOKED)
    helper = [str(lab.work / "app" / "helper")]
    for _ in ("compiled", "from the cache"):
        done = lab.run([lab.python, "-m", "naja.hook", "app/app.py", "word"], path=[PACKAGE])
        assert done.stdout.splitlines() == [
            "__main__ ['app/app.py', 'word'] ['odd'] 4",
            f"True {helper}",
            "['work'] 6",
            "[] 4",
        ], done.stdout
        assert "RuntimeWarning: naja does not compile `helper.odd`" in done.stderr and "N0401" in done.stderr, done.stderr
    app = str(lab.work / "app" / "fails.py")
    hooked = lab.run([lab.python, "-m", "naja.hook", app], path=[PACKAGE], check=False)
    plain = lab.run([lab.python, app], check=False)
    assert (hooked.stdout, hooked.stderr) == (plain.stdout, plain.stderr), hooked.stderr
    install = "import sys, naja; naja.install(['app'], strict=True); sys.path[0] = 'app'; import helper"
    done = lab.run([lab.python, "-c", install], path=[PACKAGE], check=False)
    assert "ImportError: naja does not compile `helper" in done.stderr, done.stderr


def write(folder, files):
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def refused(lab, row):
    """The error says what is wrong, and what to do."""
    folder = lab.work / row.name
    write(folder, {"pkg/__init__.py": "x = 1\n", **row.files})
    done = lab.hook("build_wheel", folder, lab.work / "refused", check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done
    for part in row.says:
        assert part in done.stderr, f"{row.name}: no `{part}` in\n{done.stderr}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--naja", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--flags", default="--optimize=0")
    parser.add_argument("projects", nargs="*")
    options = parser.parse_args()
    sources = sorted(file.parent for file in HERE.glob("*/pyproject.toml"))
    others = {"folder": folder, "hook": hook, "refused": lambda lab: [refused(lab, row) for row in REFUSED]}
    names = options.projects or [source.name for source in sources] + list(others)
    for name in names:
        with tempfile.TemporaryDirectory() as work:
            lab = Lab(os.path.abspath(options.naja), options.python, options.flags, work)
            if name in others:
                others[name](lab)
            else:
                project(lab, HERE / name)
        print(f"{name}: ok", flush=True)


if __name__ == "__main__":
    main()
