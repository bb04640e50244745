"""What `run.py` tests: modules, where their tests are, and how these are run.

A row's `excluded` are patterns (as of `fnmatch`) of the IDs of tests that are not run, each with the reason. A reason is a
deviation of docs/deviations.md, or a property of the test that has nothing to do with compiled code.
"""

from dataclasses import dataclass, field

# Reasons.
TRACING = "needs trace events of compiled functions (docs/deviations.md)"
SOURCE = "takes the library for the source, by `__file__`"
FUNCTION_TYPE = "on 3.11, the type of compiled functions is a subtype (docs/deviations.md)"
AS_PROGRAM = "runs the module by `python -m`, which only code objects can be"
OPTIMIZED = "runs `python -O`, which takes no `assert` out of compiled code (docs/deviations.md)"
TIMING = "judges by the time that something takes"


@dataclass(frozen=True)
class Library:
    """A module or package of the standard library, with CPython's tests."""

    name: str
    modules: tuple = ()
    """What is compiled, if it is not `name`; of a package, everything but its tests."""
    tests: tuple = ()
    """Modules with tests, if it is not `test.test_NAME`."""
    blocked: tuple = ()
    """Accelerators in C that the tested instance does without."""
    python: int = 11
    """The first minor version that has it."""
    until: int = 99
    """The last one."""
    excluded: dict = field(default_factory=dict)

    def of(self, minor):
        return self.python <= minor <= self.until

    def compiled(self):
        return self.modules or (self.name,)

    def tested(self):
        return self.tests or (f"test.test_{self.name.rpartition('.')[2]}",)


@dataclass(frozen=True)
class Package:
    """A distribution from PyPI, as source, with its own tests."""

    name: str
    version: str
    modules: tuple = ()
    """Files and folders to compile, relative to `root`."""
    tests: tuple = ()
    """Files and folders with tests, relative to the distribution; what `unittest` runs are names of modules."""
    root: str = "."
    """The folder of the distribution that modules are imported from."""
    runner: str = "pytest"
    options: tuple = ()
    """More arguments of pytest."""
    needs: tuple = ()
    """Other distributions that the tests import, pinned."""
    python: int = 11
    until: int = 99
    excluded: dict = field(default_factory=dict)

    def of(self, minor):
        return self.python <= minor <= self.until


LIBRARY = [
    Library("colorsys"),
    Library("bisect", blocked=("_bisect",)),
    Library("heapq", blocked=("_heapq",)),
    Library("keyword"),
    Library("statistics", blocked=("_statistics",)),
    Library("fractions"),
    Library("textwrap"),
    Library("string"),
    Library("json", blocked=("_json",), excluded={"test.test_json.test_tool.*": AS_PROGRAM}),
    Library("dataclasses"),
    Library("enum"),
    Library("functools", blocked=("_functools",)),
    Library("collections", tests=("test.test_collections", "test.test_userdict", "test.test_userlist", "test.test_userstring",
                                  "test.test_ordered_dict")),
    Library("_collections_abc", tests=("test.test_collections",)),
    Library("contextlib", tests=("test.test_contextlib", "test.test_contextlib_async")),
    Library("copy"),
    Library("copyreg"),
    Library("random"),
    Library("datetime", tests=("test.test_datetime",), blocked=("_datetime",), until=11),
    Library("_pydatetime", modules=("_pydatetime", "datetime"), tests=("test.test_datetime",), blocked=("_datetime",), python=12),
    Library("_pydecimal", modules=("_pydecimal", "decimal"), tests=("test.test_decimal",), blocked=("_decimal",)),
    Library("difflib"),
    Library("csv"),
    Library("argparse", excluded={"*.TestEncoding.test_argparse_module_encoding": SOURCE}),
    Library("configparser"),
    Library("ast", tests=("test.test_ast", "test.test_unparse"),
            excluded={"*.ASTValidatorTests.test_stdlib_validates": SOURCE}),
    Library("tokenize"),
    Library("shlex"),
    Library("fnmatch"),
    Library("glob"),
    Library("graphlib"),
    Library("ipaddress"),
    Library("types"),
    Library("typing"),
    Library("operator", blocked=("_operator",)),
    Library("reprlib"),
    Library("pprint"),
    Library("abc", modules=("abc", "_py_abc"), tests=("test.test_abc",)),
    Library("weakref", modules=("weakref", "_weakrefset"), tests=("test.test_weakref", "test.test_weakset")),
    Library("queue", blocked=("_queue",)),
    Library("sched"),
    Library("calendar"),
    Library("html", tests=("test.test_html", "test.test_htmlparser"), modules=("html", "_markupbase")),
    Library("base64"),
    Library("quopri", excluded={"*.test_scriptencode": AS_PROGRAM, "*.test_scriptdecode": AS_PROGRAM}),
    Library("urllib", tests=("test.test_urlparse", "test.test_urllib", "test.test_urllib2", "test.test_urllib_response",
                             "test.test_robotparser")),
    Library("uuid", blocked=("_uuid",)),
    Library("zipfile", excluded={"*.CommandLineTest.*": AS_PROGRAM}),
    Library("tarfile", excluded={"*.CommandLineTest.*": AS_PROGRAM}),
    Library("inspect"),
    Library("tomllib"),
    Library("traceback"),
    Library("linecache", excluded={"*.test_clearcache": SOURCE, "*.test_getline": SOURCE, "*.test_memoryerror": SOURCE}),
    Library("warnings"),
    Library("logging"),
    Library("stat"),
    Library("posixpath"),
    Library("ntpath"),
    Library("genericpath"),
    Library("pathlib"),
    Library("shutil"),
    Library("tempfile"),
    Library("os"),
    Library("io", modules=("io", "_pyio"), tests=("test.test_io", "test.test_memoryio", "test.test_fileio", "test.test_bufio")),
    Library("pickle", blocked=("_pickle",), tests=("test.test_pickle",)),
    Library("pickletools"),
    Library("struct"),
    Library("threading", tests=("test.test_threading", "test.test_threading_local", "test.test_thread"),
            modules=("threading", "_threading_local")),
    Library("asyncio", tests=("test.test_asyncio.test_tasks", "test.test_asyncio.test_locks", "test.test_asyncio.test_queues",
                              "test.test_asyncio.test_futures", "test.test_asyncio.test_base_events",
                              "test.test_asyncio.test_streams", "test.test_asyncio.test_taskgroups",
                              "test.test_asyncio.test_timeouts", "test.test_asyncio.test_runners")),
    Library("concurrent", modules=("concurrent",), tests=("test.test_concurrent_futures.test_future",
                                                          "test.test_concurrent_futures.test_thread_pool"), python=12),
    Library("numbers", tests=("test.test_abstract_numbers",)),
    Library("codecs"),
    Library("encodings", tests=("test.test_codecs", "test.test_charmapcodec")),
    Library("locale"),
    Library("gettext"),
    Library("getopt"),
    Library("optparse"),
    Library("cmd"),
    Library("code", tests=("test.test_code_module",)),
    Library("codeop"),
    Library("dis"),
    Library("opcode"),
    Library("symtable"),
    Library("tabnanny"),
    Library("timeit"),
    Library("trace", excluded={"*.test_loop_caller_importing": TRACING, "*.TestCommandLine.*": AS_PROGRAM}),
    Library("pdb", excluded={"*.PdbTestCase.*": AS_PROGRAM}),
    Library("bdb"),
    Library("doctest", tests=("test.test_doctest", "test.test_doctest2"), until=11),
    Library("doctest", tests=("test.test_doctest.test_doctest", "test.test_doctest.test_doctest2"), python=13),
    Library("unittest", tests=("test.test_unittest",), python=12),
    Library("email", tests=("test.test_email",)),
    Library("mailbox"),
    Library("mimetypes"),
    Library("netrc"),
    Library("plistlib"),
    Library("xml", tests=("test.test_xml_etree", "test.test_minidom", "test.test_sax", "test.test_pulldom"),
            blocked=("_elementtree",)),
    Library("http", tests=("test.test_httplib", "test.test_http_cookies", "test.test_http_cookiejar", "test.test_httpservers")),
    Library("wsgiref"),
    Library("xmlrpc"),
    Library("selectors"),
    Library("subprocess"),
    Library("signal"),
    Library("hmac"),
    Library("hashlib"),
    Library("secrets"),
    Library("gzip", excluded={"*.TestCommandLine.*": AS_PROGRAM}),
    Library("bz2"),
    Library("lzma"),
    Library("zoneinfo", blocked=("_zoneinfo",)),
    Library("fileinput"),
    Library("filecmp"),
    Library("pkgutil"),
    Library("runpy", excluded={"*.test_library_module": AS_PROGRAM}),
    Library("modulefinder"),
    Library("py_compile", excluded={"*.PyCompileCLITestCase.*": AS_PROGRAM}),
    Library("compileall", excluded={"*.CommandLineTests*": AS_PROGRAM}),
    Library("pyclbr", excluded={"*.test_easy": SOURCE}),
    Library("pydoc", until=12, excluded={"*.test_input_strip": AS_PROGRAM, "*.test_not_ascii": AS_PROGRAM, "*.test_not_here": AS_PROGRAM,
                                        "*.test_badimport": SOURCE, "*.test_importfile": SOURCE}),
    Library("rlcompleter"),
    Library("shelve"),
    Library("dbm", tests=("test.test_dbm", "test.test_dbm_dumb")),
    Library("smtplib"),
    Library("ftplib"),
    Library("poplib"),
    Library("imaplib"),
    Library("re", modules=("re",), tests=("test.test_re",)),
    Library("stringprep"),
    Library("_strptime", tests=("test.test_strptime", "test.test_time")),
    Library("sysconfig"),
    Library("platform"),
    Library("wave"),
    Library("webbrowser"),
    Library("turtle"),
    Library("zipapp"),
    Library("profile"),
    Library("pstats"),
    Library("cProfile", tests=("test.test_cprofile",), excluded={"*.test_cprofile": TRACING}),
    Library("contextvars", tests=("test.test_context",)),
    Library("importlib", tests=("test.test_importlib",)),
    Library("sqlite3"),
    Library("multiprocessing", tests=("test.test_multiprocessing_main_handling",)),
    Library("tracemalloc"),
    Library("venv", excluded={"*.test_deactivate_with_strict_bash_opts": AS_PROGRAM, "*.test_zippath_from_non_installed_posix": AS_PROGRAM}),
]

PACKAGES = [
    Package("more-itertools", "10.2.0", modules=("more_itertools",), tests=("tests",)),
    Package("attrs", "23.2.0", modules=("attr", "attrs"), root="src", tests=("tests",),
            needs=("hypothesis==6.98.0", "cloudpickle==3.0.0", "zope.interface==6.1")),
    Package("toolz", "0.12.1", modules=("toolz", "tlz"), tests=("toolz/tests", "tlz")),
    Package("typing_extensions", "4.9.0", modules=("typing_extensions.py",), root="src", tests=("src/test_typing_extensions.py",),
            excluded={"*::test_same_as_typing_NamedTuple_39_plus": FUNCTION_TYPE}),
    Package("packaging", "23.2", modules=("packaging",), root="src", tests=("tests",), needs=("pretend==1.0.9",)),
    Package("click", "8.1.7", modules=("click",), root="src", tests=("tests",)),
    Package("pyparsing", "3.1.1", modules=("pyparsing",), tests=("tests",),
            needs=("railroad-diagrams==3.0.1", "jinja2==3.1.3", "matplotlib==3.8.2")),
    Package("markdown", "3.5.2", modules=("markdown",), tests=("tests",), needs=("pyyaml==6.0.1",)),
    Package("mistune", "3.0.2", modules=("mistune",), root="src", tests=("tests",)),
    Package("jsonpickle", "3.0.2", modules=("jsonpickle",), tests=("tests",), options=("-c", "/dev/null")),
    Package("six", "1.16.0", modules=("six.py",), tests=("test_six.py",)),
    Package("idna", "3.6", modules=("idna",), tests=("tests",)),
    Package("isodate", "0.6.1", modules=("isodate",), root="src", tests=("src/isodate/tests",), needs=("six==1.16.0",)),
    Package("pluggy", "1.4.0", modules=("pluggy",), root="src", tests=("testing",)),
    Package("bottle", "0.12.25", modules=("bottle.py",), tests=("test",)),
    Package("tabulate", "0.9.0", modules=("tabulate",), tests=("test",),
            excluded={"*::test_tabulate_signature": FUNCTION_TYPE, "*::test_simple_separated_format_signature": FUNCTION_TYPE}),
    Package("wcwidth", "0.2.13", modules=("wcwidth",), tests=("tests",), options=("-c", "/dev/null")),
    Package("itsdangerous", "2.1.2", modules=("itsdangerous",), root="src", tests=("tests",), needs=("freezegun==1.4.0",)),
    Package("markupsafe", "2.1.5", modules=("markupsafe",), root="src", tests=("tests",)),
    Package("jinja2", "3.1.3", modules=("jinja2",), root="src", tests=("tests",), needs=("markupsafe==2.1.5",)),
    Package("simpy", "4.1.1", modules=("simpy",), root="src", tests=("tests",)),
    Package("parso", "0.8.3", modules=("parso",), tests=("test",)),
    Package("pyflakes", "3.2.0", modules=("pyflakes",), tests=("pyflakes/test",)),
    Package("pycodestyle", "2.11.1", modules=("pycodestyle.py",), tests=("tests",)),
    Package("networkx", "3.2.1", modules=("networkx",), tests=("networkx/algorithms/tests",)),
    # Annotated, and most or all of them in one file.
    Package("annotated-types", "0.6.0", modules=("annotated_types",), tests=("tests",)),
    Package("async-timeout", "4.0.3", modules=("async_timeout",), tests=("tests",), needs=("pytest-asyncio==0.23.5",),
            options=("-c", "/dev/null", "--asyncio-mode=auto")),
    Package("blinker", "1.7.0", modules=("blinker",), root="src", tests=("tests",), needs=("pytest-asyncio==0.23.5",)),
    Package("cssselect", "1.2.0", modules=("cssselect",), tests=("tests",), needs=("lxml==5.3.0",)),
    Package("inflection", "0.5.1", modules=("inflection",), tests=("test_inflection.py",)),
    Package("ordered-set", "4.1.0", modules=("ordered_set",), tests=("test",)),
    Package("outcome", "1.3.0.post0", modules=("outcome",), root="src", tests=("tests",),
            needs=("attrs==23.2.0", "trio==0.24.0", "pytest-asyncio==0.23.5")),
    Package("prettytable", "3.10.0", modules=("prettytable",), root="src", tests=("tests",),
            needs=("wcwidth==0.2.13", "pytest-lazy-fixtures==1.0.5")),
    Package("result", "0.17.0", modules=("result",), root="src", tests=("tests",), needs=("pytest-asyncio==0.23.5",),
            options=("-c", "/dev/null", "--asyncio-mode=auto")),
    Package("schema", "0.7.7", modules=("schema.py",), tests=("test_schema.py",), needs=("mock==5.1.0",)),
    Package("semver", "3.0.2", modules=("semver",), root="src", tests=("tests",), options=("-c", "/dev/null")),
    Package("sniffio", "1.3.0", modules=("sniffio",), tests=("sniffio/_tests",)),
    Package("tenacity", "8.2.3", modules=("tenacity",), tests=("tests",), needs=("tornado==6.4", "typeguard==4.1.5")),
    Package("termcolor", "2.4.0", modules=("termcolor",), root="src", tests=("tests",)),
    # Annotated packages.
    Package("h11", "0.14.0", modules=("h11",), tests=("h11/tests",)),
    Package("humanize", "4.9.0", modules=("humanize",), root="src", tests=("tests",),
            needs=("humanize==4.9.0", "freezegun==1.4.0"), until=12),
    Package("hyperframe", "6.0.1", modules=("hyperframe",), root="src", tests=("test",)),
    Package("natsort", "8.4.0", modules=("natsort",), tests=("tests",), needs=("hypothesis==6.98.0", "pytest-mock==3.12.0")),
    Package("pathspec", "0.12.1", modules=("pathspec",), tests=("tests",)),
    Package("platformdirs", "4.2.0", modules=("platformdirs",), root="src", tests=("tests",),
            needs=("appdirs==1.4.4", "pytest-mock==3.12.0", "covdefaults==2.3.0"),
            excluded={"*::test_run_as_module": AS_PROGRAM}),
    Package("filelock", "3.13.1", modules=("filelock",), root="src", tests=("tests",), needs=("pytest-mock==3.12.0",)),
    Package("PyJWT", "2.8.0", modules=("jwt",), tests=("tests",), needs=("cryptography==42.0.0",)),
    Package("python-dotenv", "1.0.1", modules=("dotenv",), root="src", tests=("tests",), needs=("click==8.1.7", "sh==2.0.6"),
            excluded={"*::test_load_dotenv_in_current_dir": SOURCE, "*::test_load_dotenv_outside_zip_file_when_called_in_zipfile": SOURCE}),
    Package("exceptiongroup", "1.2.0", modules=("exceptiongroup",), root="src", tests=("tests",)),
    Package("typeguard", "4.1.5", modules=("typeguard",), root="src", tests=("tests",), needs=("typing_extensions==4.9.0",),
            excluded={"*::test_typechecked_disabled_in_optimized_mode[[]O*": OPTIMIZED}),
    Package("voluptuous", "0.14.2", modules=("voluptuous",), tests=("voluptuous/tests",)),
    # Without annotations.
    Package("asttokens", "2.4.1", modules=("asttokens",), tests=("tests",), needs=("six==1.16.0",)),
    Package("boltons", "23.1.1", modules=("boltons",), tests=("tests",)),
    Package("decorator", "5.1.1", modules=("decorator.py",), root="src", tests=("src/tests/test.py",)),
    Package("executing", "2.0.1", modules=("executing",), tests=("tests/test_main.py",), needs=("asttokens==2.4.1",)),
    Package("funcy", "2.0", modules=("funcy",), tests=("tests",), needs=("whatever==0.7",)),
    Package("jsonpointer", "2.4", modules=("jsonpointer.py",), tests=("tests.py",)),
    Package("mccabe", "0.7.0", modules=("mccabe.py",), tests=("test_mccabe.py",)),
    Package("parse", "1.20.1", modules=("parse.py",), tests=("tests",)),
    Package("pure_eval", "0.2.2", modules=("pure_eval",), tests=("tests",), until=11,
            excluded={"*::test_eval_attrs": FUNCTION_TYPE, "*::test_is_expression_interesting": FUNCTION_TYPE}),
    Package("pure_eval", "0.2.2", modules=("pure_eval",), tests=("tests",), python=12),
    Package("sqlparse", "0.4.4", modules=("sqlparse",), tests=("tests",), excluded={"*::test_script": AS_PROGRAM}),
    Package("typing_inspect", "0.9.0", modules=("typing_inspect.py",), tests=("test_typing_inspect.py",),
            needs=("mypy_extensions==1.0.0", "typing_extensions==4.9.0")),
    Package("xmltodict", "0.13.0", modules=("xmltodict.py",), tests=("tests",)),
    Package("zipp", "3.17.0", modules=("zipp",), tests=("tests",),
            needs=("jaraco.itertools==6.4.1", "jaraco.functools==4.0.0", "more-itertools==10.2.0", "big-O==0.11.0"),
            excluded={"*::TestComplexity::*": TIMING}),
]
