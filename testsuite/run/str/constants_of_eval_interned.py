# Constants of evaluated text are interned as those of modules are.
# world: cpython


def same(a: str, b: str) -> bool:
    return a is b


print(same(eval("'another_name'"), "another_name"))
