# encode/decode round trips and repr of odd characters.
def escape(s: str) -> str:
    return repr(s)


for s in ("plain", "it's", 'say "hi"', "it's \"both\"", "a\tb\n\\", "\x00\x7f\x80\xff", "\u200b\u2028", "\ud800", "\U0010ffff"):
    print(ascii(escape(s)), ascii(s))
print("h\xe9".encode(), "h\xe9".encode("latin-1"), b"h\xc3\xa9".decode() == "h\xe9")
try:
    "\xe9".encode("ascii")
except UnicodeEncodeError as e:
    print(e.start, e.end, e.reason)
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e.start, e.reason)
