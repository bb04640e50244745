"""Projects that cannot be built, and what naja says of them. Each has a package `pkg` besides its files."""

from dataclasses import dataclass


@dataclass
class Row:
    """A project that is refused."""

    name: str
    files: dict
    says: list


def table(name, text, *says):
    """A project that is refused for its `pyproject.toml`."""
    return Row(name, {"pyproject.toml": text}, list(says))


GOOD = '[project]\nname = "pkg"\nversion = "1"\n'

REFUSED = [
    Row("no_pyproject", {}, ["has no pyproject.toml", "naja build --ext"]),
    table("no_project", "[tool.naja]\n", "there is no `[project]` table"),
    table("not_toml", "[project\n", "cannot read `./pyproject.toml`", "line 1"),
    table("no_name", '[project]\nversion = "1"\n', "missing field `name`"),
    table("bad_name", '[project]\nname = "a b"\nversion = "1"\n', "`a b` is not a name"),
    table("no_version", '[project]\nname = "pkg"\n', "has no `version`", 'dynamic = ["version"]'),
    table("bad_version", '[project]\nname = "pkg"\nversion = "one"\n', "line 3", "one"),
    table("two_versions", GOOD + 'dynamic = ["version"]\n', "`version` is given, and `dynamic` too"),
    table("dynamic", GOOD + 'dynamic = ["description"]\n', "naja finds out no `description`"),
    table("no_dynamic_version", '[project]\nname = "pkg"\ndynamic = ["version"]\n', "pkg/__init__.py` has no line `__version__"),
    table("unknown_key", GOOD + '[tool.naja]\nexcluded = ["x"]\n', "unknown field `excluded`", "`exclude`", "line 5"),
    table("nothing_found", '[project]\nname = "other"\nversion = "1"\n', "`src/other`", "packages = ["),
    table("no_package", GOOD + '[tool.naja]\npackages = ["src/pkg"]\n', "`src/pkg` is no folder or module"),
    table("outside", GOOD + '[tool.naja]\npackages = ["../pkg"]\n', "`../pkg` is no folder or module"),
    table("nothing_compiled", GOOD + '[tool.naja]\ninterpreted = ["pkg"]\n', "there is no module to compile"),
    table("no_licence", GOOD + 'license-files = ["MISSING"]\n', "no file matches `MISSING`"),
    table("no_readme", GOOD + 'readme = "README.md"\n', "cannot read `./README.md`"),
    table("kind_of_readme", GOOD + 'readme = "README"\n', "what kind of text is the `readme`"),
    table("script_as_entry_point", GOOD + "[project.entry-points.console_scripts]\na = 'b:c'\n", "written `[project.scripts]`"),
    Row(
        "does_not_parse",
        {"pyproject.toml": GOOD, "pkg/broken.py": "def f(:\n"},
        ["pkg/broken.py:1:", "`interpreted`"],
    ),
    Row(
        "not_strict",
        {"pyproject.toml": GOOD + "[tool.naja]\nstrict = true\n", "pkg/loose.py": "def f(x):\n    return x\n"},
        ["pkg/loose.py:1:", "N03"],
    ),
]
