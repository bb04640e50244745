# The grammar of PEP 701: any quote, backslash, comment and newline inside a field.
# python: >=3.12
def render(words: list[str]) -> str:
    return f"{", ".join(f"{w!r:>{len(w) + 3}}" for w in words)}"


print(render(["a", "bcd"]), f"{'\n'.join(["x", "y"])}", f"{"\x41"}", f"{f"{f"{1 + 1}"}"}")
print(f"{
    1 +  # a comment
    2
} {"}"} {'{'}")
