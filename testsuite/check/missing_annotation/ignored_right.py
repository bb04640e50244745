# `# type: ignore` silences the rules of strict mode too.
# strict
def double(x):  # type: ignore
    return x + x
