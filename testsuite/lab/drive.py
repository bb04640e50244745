"""Runs the tests that a question names in the interpreter that this file is given to: drive.py QUESTION.json ANSWER.

The answer is one JSON value a line: `["start", test]` and `["end", test, outcome, text]` for each test, then
`["done", seconds, files]`. A process that dies therefore still says in which test. `files` are where the modules
of the question were imported from.
"""

import importlib
import sys


def import_pure(names, blocked):
    """Imports `names` while `blocked` cannot be, so that these first instances do without accelerators in C.

    Only the first instance of a compiled module runs compiled code, so tests that ask for a fresh one get these.
    """
    if not blocked:
        return {}
    before = set(sys.modules)
    sys.modules.update(dict.fromkeys(blocked))
    try:
        for name in names:
            importlib.import_module(name)
        return {name: sys.modules[name] for name in names}
    finally:
        for name in set(sys.modules) - before | set(blocked):
            del sys.modules[name]


def fresh_importer(pure):
    """`test.support.import_helper.import_fresh_module`, which hands out `pure` where something is blocked."""

    def import_fresh_module(name, fresh=(), blocked=(), **ignored):
        wanted = {name, *fresh}
        saved = dict(sys.modules)
        try:
            for old in list(sys.modules):
                if any(old == module or old.startswith(module + ".") for module in wanted):
                    del sys.modules[old]
            if blocked:
                sys.modules.update(pure)
            sys.modules.update(dict.fromkeys(blocked))
            for other in fresh:
                importlib.import_module(other)
            return importlib.import_module(name)
        except ImportError:
            return None
        finally:
            for new in set(sys.modules) - set(saved):
                del sys.modules[new]
            sys.modules.update(saved)

    return import_fresh_module


def load_package_tests(folder, loader, tests, pattern):
    """`test.support.load_package_tests`, which finds modules that are compiled, too."""
    import fnmatch
    import os
    import pkgutil

    package = f"test.{os.path.basename(folder)}"
    for module in pkgutil.iter_modules([folder]):
        if fnmatch.fnmatchcase(f"{module.name}.py", pattern or "test*.py"):
            tests.addTests(loader.loadTestsFromName(f"{package}.{module.name}"))
    return tests


def provide(libraries):
    """Has modules imported from compiled libraries, which otherwise are as their sources: in their place, under their `__file__`."""
    import copy
    import importlib.machinery
    import importlib.util
    import pathlib

    class Loader(importlib.machinery.ExtensionFileLoader):
        def create_module(self, spec):
            spec = copy.copy(spec)
            spec.origin = self.path
            return super().create_module(spec)

        def get_source(self, name):
            return pathlib.Path(libraries[name][1]).read_text()

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name not in libraries:
                return None
            library, source = libraries[name]
            folder, _, file = source.rpartition("/")
            inside = [folder] if file == "__init__.py" else None
            return importlib.util.spec_from_file_location(name, source, loader=Loader(name, library), submodule_search_locations=inside)

    sys.meta_path.insert(0, Finder)


def main(question_path, answer_path):
    with open(question_path) as file:
        # Not by `json`, which may be what is tested, without its accelerators.
        question = eval(file.read(), {"true": True, "false": False, "null": None})
    sys.path[:0] = question["path"]
    provide(question["libraries"])
    pure = import_pure(question["modules"], question["blocked"])

    import faulthandler
    import json

    faulthandler.enable()
    answer = open(answer_path, "w")

    def say(*values):
        answer.write(json.dumps(values) + "\n")
        answer.flush()

    if question["runner"] == "pytest":
        prepared = prepare_pytest(question, say)
    else:
        import test
        from test import support
        from test.support import import_helper

        support.use_resources = ["cpu", "decimal"]
        support.verbose = 0
        support.load_package_tests = load_package_tests
        import_helper.import_fresh_module = fresh_importer(pure)
        prepared = prepare_unittest(question, say)
    seconds = prepared()
    modules = {**sys.modules, **pure}
    loaders = {name: getattr(modules.get(name), "__loader__", None) for name in question["modules"]}
    files = {name: getattr(loader, "path", None) for name, loader in loaders.items()}
    say("done", seconds, files)
    sys.stdout.flush()
    # Tests may leave threads behind.
    import os

    os._exit(0)


def is_excluded(question, name):
    from fnmatch import fnmatchcase

    return any(fnmatchcase(name, pattern) for pattern in question["excluded"])


def numbered():
    """Tells tests of the same name apart. Names have no addresses in them, which differ from run to run."""
    import re

    seen = {}

    def name(test):
        test = re.sub(r"0x[0-9a-f]+", "0x_", test)
        seen[test] = seen.get(test, 0) + 1
        return test if seen[test] == 1 else f"{test} ({seen[test]})"

    return name


def prepare_unittest(question, say):
    """Returns what runs the tests and says how long that took."""
    import time
    import unittest

    suite = unittest.TestSuite()
    for module in question["tests"]:
        suite.addTest(unittest.defaultTestLoader.loadTestsFromName(module))
    number = numbered()
    # By identity; the tests are kept, since that of a test that is gone may be another's.
    names = {}
    alive = []

    def kept(suite):
        """The suite without what is excluded, its structure kept, on which the fixtures of classes depend."""
        tests = []
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                tests.append(kept(test))
            elif not is_excluded(question, test.id()):
                names[id(test)] = number(test.id())
                tests.append(test)
                alive.append(test)
        return type(suite)(tests)

    class Result(unittest.TestResult):
        def report(self, test, outcome, error=None):
            text = self._exc_info_to_string(error, test) if error else ""
            say("end", names.get(id(test), str(test)), outcome, text)

        def startTest(self, test):
            super().startTest(test)
            say("start", names.get(id(test), str(test)))

        def addSuccess(self, test):
            self.report(test, "passed")

        def addFailure(self, test, error):
            self.report(test, "failed", error)

        addError = addFailure

        def addSubTest(self, test, subtest, error):
            if error:
                text = self._exc_info_to_string(error, test)
                say("end", names.get(id(test), str(test)), "failed", f"{text}{subtest._subDescription()}")

        def addSkip(self, test, reason):
            self.report(test, "skipped")

        def addExpectedFailure(self, test, error):
            self.report(test, "passed")

        def addUnexpectedSuccess(self, test):
            self.report(test, "failed")

    suite = kept(suite)

    def run():
        start = time.perf_counter()
        suite.run(Result())
        return time.perf_counter() - start

    return run


def prepare_pytest(question, say):
    """Returns what runs the tests and says how long they took themselves, without pytest."""
    import pytest

    number = numbered()

    class Plugin:
        seconds = 0.0

        def pytest_collection_modifyitems(self, items):
            for item in items:
                item.najas_name = number(item.nodeid)
            items[:] = [item for item in items if not is_excluded(question, item.nodeid)]

        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_protocol(self, item):
            say("start", item.najas_name)
            yield

        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_makereport(self, item):
            report = (yield).get_result()
            if report.when == "call":
                self.seconds += report.duration
            if report.when == "call" or not report.passed:
                say("end", item.najas_name, report.outcome, str(report.longrepr or "") if report.failed else "")

        def pytest_collectreport(self, report):
            if report.failed:
                say("end", f"collecting {report.nodeid}", "failed", str(report.longrepr))

    options = ["-q", "-p", "no:cacheprovider", "--no-header", *question["options"], *question["tests"]]

    def run():
        plugin = Plugin()
        pytest.main(options, plugins=[plugin])
        return plugin.seconds

    return run


if __name__ == "__main__":
    main(*sys.argv[1:])
