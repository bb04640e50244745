# Regular expressions: matching, replacing, splitting, groups, errors.
# non-ascii: letters beyond ASCII are matched
import re
print(re.match(r"(\w+) (\w+)", "hello world foo").groups(), re.search(r"\d+", "abc 123 def").span(), re.findall(r"\b\w", "the quick fox"))
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home you@work"), re.sub("a", lambda m: m.group().upper(), "banana"), re.split(r"[,;\s]+", "a, b;c  d"), re.split(r"(-)", "a-b-c", maxsplit=1))
m = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05-06"); print(m.groupdict(), m["y"], m.lastgroup, m.end(), m)
print(re.compile(r"x*", re.I), re.fullmatch("a|ab", "ab"), re.findall(r"(a)(b)?", "abaab"), re.sub("x*", "-", "abxd"))
print([m.span() for m in re.finditer(r"a*?", "aab")], re.findall(r"^\w+", "ab\ncd", re.M), re.findall("a.b", "a\nb", re.S), re.match(r"(?i)HeLLo", "hEllO"))
print(re.findall(r"(?<=\$)\d+", "$5 $67 8"), re.findall(r"\w+(?=!)", "hi! there"), re.findall(r"(?<!x)y", "xy y zy"), re.match(r"(a+)+b", "aaaaab"), re.match(r"(['\"])(.*?)\1", "'it\"s' x").groups())
for p in ["(", "[a", "*a", "a**", "(?P<n>a)(?P<n>b)", r"\1", "a{3,2}", "(?P<1>a)", ")", "[z-a]", r"\q"]:
    try:
        re.compile(p); print(p, "ok")
    except re.error as e:
        print(p, "->", e, e.pos)
print(re.escape("a.b*c"), re.subn("a", "b", "aaa", count=2), re.sub(r"\s+", " ", "a  b \n c"), bool(re.match(r"[^\W\d_]+$", "héllo")))
print(re.match(r"""(?x) a  # comment
   b """, "ab"), re.match(r"a{2,3}", "aaaa").group(), re.match(r"a{2,3}?", "aaaa").group(), re.findall(r"[a-c\d]+", "ab1 xyz c9"), re.search(r"\Aabc\Z", "abc"), re.findall(r"(?:ab)+", "ababxab"))
print(re.findall(r"(\d+)(?:px|em)", "10px 2em 3"), re.match(r"(?:(a)|b)*", "ab").groups(), re.match(r"(a)?b", "b").groups(), re.match(r"(a)?b", "b").groups("-"), re.match(r"(?P<q>x)?(?(q)y|z)", "z"), re.findall(r"[\]\-a]", "]-ab"))
pat = re.compile(r"(?P<num>\d+)|(?P<op>[-+*/])|(?P<ws>\s+)")
print([(m.lastgroup, m.group()) for m in pat.finditer("12 + 3*4")], pat.groupindex, pat.groups, pat.pattern)
print(re.sub(r"(?P<a>\w)", r"<\g<a>>", "ab"), re.sub("b", r"\\n\n", "abc"), re.findall(rb"\w+", b"ab cd"))
print(re.I | re.M, re.compile("a", re.I | re.M).flags, re.match("a", "b"), re.search("(a)(b)", "xaby").span(2), re.search("(a)(b)", "xaby").start(1))
