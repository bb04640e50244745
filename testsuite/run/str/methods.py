# The common methods, with their edge cases.
def words(s: str) -> list[str]:
    return s.split()


print(words("  a  b\tc\n"), "a,b,,c".split(","), "a,b,c".split(",", 1), "".split(), "".split(","), "a--b--c".rsplit("--", 1))
print("abc".find("c"), "abc".find("z"), "abcabc".rfind("b"), "abc".find(""), "abc".find("", 4), "abcabc".find("c", 3, 6), "abc".index("b"))
try:
    "abc".index("z")
except ValueError as e:
    print(e)
print("aaa".replace("a", "bb"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".count(""), "aaaa".count("aa"))
print(" x ".strip() + "|", "xxaxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "a\n".rstrip("\n"))
print("Hello".upper(), "Hello".lower(), "hello world".title(), "hELLO".capitalize(), "Hello".swapcase(), "stra\xdfe".upper())
print("abc".startswith("ab"), "abc".endswith(("x", "bc")), "abc".startswith(""), "abc".startswith("b", 1), "".startswith("a"))
print("-".join(["a", "b", "c"]), "".join([]), ",".join("xyz"), ", ".join(str(i) for i in range(3)))
try:
    "-".join(["a", 1])
except TypeError as e:
    print(e)
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5), "7".zfill(3), "-7".zfill(4), "a\tb".expandtabs(4))
print("123".isdigit(), "12a".isdigit(), "".isdigit(), "abc".isalpha(), "a1".isalnum(), " \n".isspace(), "AB".isupper(), "aB".islower())
print("a=b=c".partition("="), "abc".partition("="), "a=b=c".rpartition("="), "a\nb\r\nc".splitlines(), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
