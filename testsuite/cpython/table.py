"""The results as text: one line for the end of a run, and the page docs/cpython-tests.md."""

PAGE = """# CPython's own tests, compiled

Made by `testsuite/cpython/run.py --write`, which compiles the tests that are installed with CPython{flags} and runs them beside the
same tests interpreted. *passing* is how many pass interpreted; *compiled*, how many of these pass compiled; *excluded*, how many of
the others stand in [excluded.txt](../testsuite/cpython/excluded.txt), with a reason for each; *%*, how many of those that are not
excluded pass compiled.

"""


def summary(verdicts):
    """All verdicts in a line."""
    passing, compiled, excluded = total(verdicts)
    bad = sum(any(verdict.faults()) for verdict in verdicts)
    crashes = sum(len(verdict.crashes) for verdict in verdicts)
    return (f"{len(verdicts)} files: {compiled} of {passing} tests pass compiled, {excluded} excluded, {per_cent(passing, compiled, excluded)} %; "
            f"{crashes} crashes, {bad} files below what they have to be")


def page(verdicts, flags):
    """The page with the table of all verdicts, and the list of what differs."""
    minors = sorted({verdict.minor for verdict in verdicts})
    cells = {(verdict.row.name, verdict.minor): row(total([verdict])) for verdict in verdicts}
    names = sorted({name for name, _ in cells})
    sums = [row(total([verdict for verdict in verdicts if verdict.minor == minor])) for minor in minors]
    lines = ["| file |" + "".join(f" 3.{minor} passing | compiled | excluded | % |" for minor in minors),
             "|---|" + "--:|--:|--:|--:|" * len(minors)]
    for name in names:
        lines.append(f"| `{name}` |" + "".join(cells.get((name, minor), " | | | |") for minor in minors))
    lines.append("| **all** |" + "".join(sums))
    differing = [f"- 3.{verdict.minor}: `{test}`: {outcome}" for verdict in verdicts
                 for test, (outcome, _) in verdict.differing.items()]
    if differing:
        lines += ["", "## What differs", "", *differing]
    used = f" (with `{flags}`)" if flags else ""
    return PAGE.format(flags=used) + "\n".join(lines) + "\n"


def total(verdicts):
    """How many tests pass interpreted, pass compiled, and are excluded."""
    return (sum(verdict.passing for verdict in verdicts), sum(verdict.compiled for verdict in verdicts),
            sum(len(verdict.excluded) for verdict in verdicts))


def row(numbers):
    """The cells of numbers and their share."""
    return "".join(f" {number} |" for number in (*numbers, per_cent(*numbers)))


def per_cent(passing, compiled, excluded):
    """How many of those that are not excluded pass compiled, rounded down."""
    judged = passing - excluded
    return f"{compiled * 1000 // judged / 10:.1f}" if judged else "-"
