"""Compiles real modules and runs their own tests, beside the same tests with the modules interpreted.

For each row of `rows.py`: the modules are built with `naja build --ext`, put where imports find them before the
originals, and tested by their own tests. Each test must end as it does under the interpreter. Shown are the number of
tests, what differs, and the time the tests took, compiled and interpreted.

    testsuite/packages/run.py [--python PATH] [--naja PATH] [--cache FOLDER] [--reuse] [NAME...]

Without NAME, all rows. `library` and `packages` name their tables. What is downloaded (pinned, as source, with
pip), built, and told by tests lies in the cache, outside of the repository.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import zipfile

import rows

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
import lab as laboratory
from lab import Broken, Lab, indented

TOOLS = ("pytest==8.0.0",)


def modules_of(folder, names):
    """The files of modules and packages below `folder`, and the names they have there, without tests."""
    for name in names:
        path = folder / (name if name.endswith(".py") else name.replace(".", "/"))
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.py") if not is_beside(file.relative_to(path)))
        else:
            files = [path if path.suffix == ".py" else path.with_suffix(".py")]
        for file in files:
            parts = file.relative_to(folder).with_suffix("").parts
            yield file, ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_beside(path):
    """Whether a file lies in a package without being one of its modules: a test, or a template to be copied."""
    folders = {"test", "tests", "_tests", "__pycache__", "__phello__", "_bundled", "scripts"}
    return bool(folders & set(path.parts[:-1])) or not all(part.isidentifier() for part in path.with_suffix("").parts)


def library(lab, row):
    """The two questions on a module of the standard library: interpreted and compiled."""
    found = list(modules_of(lab.python.library, row.compiled()))
    shadow = lab.place / "library" / row.name
    shadow.mkdir(parents=True, exist_ok=True)
    lab.build([file for file, _ in found], shadow, shadow / "stamp")
    question = {"modules": row.compiled(), "blocked": row.blocked, "tests": row.tested(), "runner": "unittest",
                "excluded": list(row.excluded), "libraries": {}, "path": [], "at": None}
    return question, {**question, "path": [str(shadow)]}


def package(lab, row):
    """A distribution: a copy as it is, and one with libraries beside its modules."""
    sources = unpacked(lab, row)
    question = {"modules": [], "blocked": [], "tests": row.tests, "runner": row.runner, "options": row.options,
                "excluded": list(row.excluded), "libraries": {}}
    questions = []
    for kind in "interpreted", "compiled":
        copy = lab.place / "packages" / f"{row.name}-{kind}"
        if not copy.exists():
            shutil.copytree(sources, copy)
        root = copy / row.root
        found = list(modules_of(root, row.modules))
        if not found:
            raise Broken(f"no modules {row.modules} in {root}")
        if kind == "compiled":
            lab.build([file for file, _ in found], root, copy / "naja-stamp")
        questions.append({**question, "modules": [name for _, name in found if "." not in name],
                          "path": [str(root), str(copy)], "at": str(copy)})
    return questions


def unpacked(lab, row):
    """The folder with the distribution, downloaded if it is not there yet."""
    folder = lab.cache / "sources" / f"{row.name}-{row.version}"
    if folder.exists():
        return folder
    downloads = lab.cache / "downloads"
    pip = [lab.python.path, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
           "--dest", downloads, f"{row.name}=={row.version}"]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        raise Broken(f"not downloaded:\n{done.stderr[-1000:]}")
    wanted = row.name.replace("-", "_").replace(".", "_").lower()
    for file in downloads.iterdir():
        if file.name.lower().replace("-", "_").startswith(f"{wanted}_{row.version}."):
            unpack(file, folder)
            return folder
    raise Broken(f"no source distribution of {row.name} {row.version} in {downloads}")


def unpack(file, folder):
    """What the only folder of an archive has in it becomes `folder`."""
    work = folder.with_name(folder.name + ".partial")
    shutil.rmtree(work, ignore_errors=True)
    if file.suffix == ".zip":
        zipfile.ZipFile(file).extractall(work)
    else:
        tarfile.open(file).extractall(work, filter="data")
    [inner] = work.iterdir()
    inner.rename(folder)
    work.rmdir()


def environment(lab, needs):
    """The interpreter of a virtual environment with pytest and `needs`."""
    name = "-".join(["venv", *needs]).replace("==", "_")
    folder = lab.place / name
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        subprocess.run([lab.python.path, "-m", "venv", folder], check=True)
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *TOOLS, *needs]
        done = subprocess.run(pip, capture_output=True, text=True)
        if done.returncode:
            raise Broken(f"what the tests need is not installed:\n{done.stderr[-1000:]}")
        (folder / "complete").write_text("")
    return python


KINDS = {rows.Library: library, rows.Package: package}


def judge(lab, row):
    """The verdict on a row: how many tests, what differs, and the seconds, interpreted and compiled."""
    plain, compiled = KINDS[type(row)](lab, row)
    python = environment(lab, row.needs) if isinstance(row, rows.Package) else None
    folder = lab.place / "answers" / f"{type(row).__name__.lower()}-{row.name}"
    expected, before = interpreted(lab, plain, folder / "interpreted", python)
    if not expected:
        said = (folder / "interpreted" / "output").read_text(errors="replace")
        raise Broken(f"no tests\n{said[-1000:]}")
    answer = lab.ask(compiled, folder / "compiled", python).complete()
    strange = [f"{name} was imported from {file}" for name, file in answer.files.items() if not str(file).endswith(".so")]
    differences = strange + list(compare(expected, answer.ends))
    return len(expected), differences, before, answer.seconds


def interpreted(lab, question, folder, python):
    """How the tests end and how long they take, or what was said the last time, if the caller allows that."""
    kept = folder / "kept.json"
    key = json.dumps(question)
    if lab.reuse and kept.exists():
        old, answer = json.loads(kept.read_text())
        if old == key:
            return answer[:2]
    answer = lab.ask(question, folder, python).complete()
    kept.write_text(json.dumps([key, [answer.ends, answer.seconds]]))
    return answer.ends, answer.seconds


def compare(expected, actual):
    """One text for each test that ends in another way when compiled."""
    for test in expected | actual:
        before, after = expected.get(test, ("absent", "")), actual.get(test, ("absent", ""))
        if before[0] != after[0]:
            yield f"{test}: {before[0]} -> {after[0]}\n{indented(after[1] or before[1])}"


def chosen(names, minor):
    tables = {"library": rows.LIBRARY, "packages": rows.PACKAGES}
    for table, content in tables.items():
        for row in content:
            if row.of(minor) and (not names or {table, row.name} & set(names)):
                yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--python", default=sys.executable)
    laboratory.add_options(parser, "naja-packages")
    options = parser.parse_args()
    lab = Lab(options, options.python)
    bad = total = 0
    for row in chosen(options.names, lab.python.minor):
        try:
            tests, differences, before, after = judge(lab, row)
        except Broken as error:
            tests, differences, before, after = 0, [str(error)], 0, 0
        total += 1
        bad += bool(differences)
        verdict = f"{len(differences)} differ" if differences else "same"
        print(f"{row.name:20} {tests:5} tests  {verdict:12} {before:8.2f} s interpreted {after:8.2f} s compiled", flush=True)
        for difference in differences:
            print("    " + difference, flush=True)
    print(f"{total} rows under CPython 3.{lab.python.minor}, {bad} bad")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
