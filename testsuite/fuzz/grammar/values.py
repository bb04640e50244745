"""Types and their literals: everyday values, and the corners where machine numbers and representations end."""

SCALARS = ("int", "float", "bool", "str", "bytes", "complex")
CONTAINERS = (
    "list[int]", "list[float]", "list[str]", "tuple[int, float]", "dict[str, int]", "dict[int, float]", "set[int]",
    "list[list[int]]",
)
KINDS = SCALARS + CONTAINERS

# How often a new variable is of which type.
FREQUENCY = {
    "int": 12, "float": 8, "bool": 3, "str": 5, "bytes": 1, "complex": 2, "list[int]": 4, "list[float]": 2,
    "list[str]": 2, "tuple[int, float]": 2, "dict[str, int]": 2, "dict[int, float]": 1, "set[int]": 1, "list[list[int]]": 1,
}

USUAL = {
    "int": ["0", "1", "2", "3", "5", "7", "10", "-1", "-2", "-7", "100", "255"],
    "float": ["0.0", "1.0", "0.5", "-1.5", "2.25", "3.0", "-2.0", "0.1", "10.0", "1e3"],
    "bool": ["True", "False"],
    "str": ["''", "'a'", "'abc'", "'hello'", "'x y'", "'k'", "'B'", "'12'", "'a,b'"],
    "bytes": ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'"],
    "complex": ["1j", "2 + 1j", "0j", "-1.5j", "complex(1, -2)"],
    "list[int]": ["[1, 2, 3]", "[5, -1, 0, 7, 2]", "[0] * 6", "[3, 1, 2, 3, 8]", "list(range(6))", "[9, 8, 7, 6]"],
    "list[float]": ["[0.5, 1.5, -2.5, 4.0]", "[1.0, 2.5, 0.1]", "[3.0, -1.0, 0.0, 0.5]", "[0.25] * 5"],
    "list[str]": ["['a', 'k', 'b']", "['b', 'a', 'c']", "'x y z'.split()", "list('abc')"],
    "tuple[int, float]": ["(1, 2.0)", "(0, 0.5)", "(-3, 1.5)"],
    "dict[str, int]": ["{'a': 1, 'abc': 2, 'hello': 5}", "{'a': 1, 'b': -2, 'k': 3}", "dict(a=5)", "{'hello': 0}"],
    "dict[int, float]": ["{1: 0.5, 2: 1.5, 3: -1.0}", "{0: 1.0, 1: 2.0, 2: -0.5}"],
    "set[int]": ["{1, 5}", "{1, 2, 3}", "{0, 5, 7}"],
    "list[list[int]]": ["[[1, 2], [3]]", "[[0] * 3 for _ in range(3)]", "[[1], [], [2, 3]]"],
}

CORNERS = {
    "int": [
        "2 ** 62", "2 ** 63 - 1", "2 ** 63", "-2 ** 63", "-2 ** 63 - 1", "2 ** 64", "10 ** 20", "-10 ** 20", "2 ** 31", "2 ** 30",
        "2 ** 53 + 1", "True", "4611686018427387903", "-4611686018427387904", "Int(3)", "Int(3)", "Color.RED", "Color.BLUE",
    ],
    "float": ["-0.0", "inf", "-inf", "nan", "1e308", "-1e308", "5e-324", "1e16", "2.0 ** 53", "2.0 ** 63", "1e100", "1e22", "3", "Float(1.5)", "Float(1.5)", "Int(2)"],
    "bool": ["True", "False"],
    "str": ["'\\xe9'", "'\\u20ac'", "'\\U0001f600x'", "'a\\nb'", "'\\x00'", "'\\xdf'", "'\"q\\''", "'x' * 30", "Str('abc')"],
    "bytes": ["bytes(3)", "b'\\r\\n'", "bytes(range(5))"],
    "complex": ["complex(-0.0, 0.0)", "complex(0.0, -0.0)", "complex(inf, nan)", "1e308j", "complex(nan, 1)", "-0j"],
    "list[int]": ["[]", "[1]", "[2 ** 63, 1]", "[2 ** 62] * 3", "[True, 2]", "[1, 2.5, 3]", "[None, 1]", "[1, 'a']", "List([1, 2, 3])", "List([1, 2, 3])", "[Int(1), 2]", "(1, 2, 3)", "range(4)"],
    "list[float]": ["[]", "[nan, 1.0]", "[1, 2.0]", "[inf, -inf]", "[-0.0]", "[1.0, None]", "[1e308, 1e308]", "List([1.0])", "[Float(2.5), 1.0]"],
    "list[str]": ["[]", "['\\xe9', 'z']", "['', 'a']", "['a', 1]"],
    "tuple[int, float]": ["(2 ** 63, nan)", "(1, 2)", "(1.0, 2.0)", "(True, -0.0)", "(1, 2.0, 3)", "(1,)"],
    "dict[str, int]": ["{}", "{'a': 2 ** 63}", "{'a': 1.5}", "{1: 1, 'a': 2}", "{'a': None}", "Dict(a=1)", "Dict()"],
    "dict[int, float]": ["{}", "{1: 1}", "{True: nan}", "{1.0: 2.0}", "{2 ** 64: 0.5}"],
    "set[int]": ["set()", "{2 ** 63, 1}", "{1.0, 2}", "frozenset({1, 2})", "{True, 0}"],
    "list[list[int]]": ["[]", "[[2 ** 63]]", "[[], [1.5]]", "[(1, 2), [3]]"],
}

# What keeps a value small that a loop or a caller lets grow: an expression, or a statement, of the place `{0}`.
CLIPS = {
    "int": "{0} = {0} if -2 ** 70 < {0} < 2 ** 70 else {0} % 1000003",
    "str": "{0} = {0}[-30:]",
    "bytes": "{0} = {0}[-30:]",
    "list[int]": "del {0}[12:]",
    "list[float]": "del {0}[12:]",
    "list[str]": "del {0}[12:]",
    "list[list[int]]": "del {0}[6:]",
    "tuple[int, float]": "{0} = {0}[:2]",
    "dict[str, int]": "{0} = dict(list({0}.items())[:12])",
    "dict[int, float]": "{0} = dict(list({0}.items())[:12])",
    "set[int]": "{0} = set(sorted({0})[:12])",
}

SPECS = {
    "int": ["", "d", "5", ">6", "<6", "^7", "+d", "05d", ",", "_", "x", "#x", "b", "#o", "e", ".2f", "s", "c", "=+6", "*^9d", "n"],
    "float": ["", ".2f", "8.3f", "e", "g", ".3g", "+.1f", "08.2f", ",.2f", "%", ".0f", "n", "#.0f", "d", "E", "G", ">9", ".10g", "z.1f"],
    "str": ["", "s", "10", ">5", "^7", ".2", "*<6.3", "d", "=5"],
    "bool": ["", "d", "5", "s"],
    "complex": ["", ".2f", "g", "e", ">12"],
}

EXCEPTIONS = (
    "ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "RuntimeError", "ArithmeticError", "LookupError",
    "StopIteration", "AttributeError", "OverflowError", "Exception", "NameError", "UnboundLocalError", "AssertionError", "Oops",
)
