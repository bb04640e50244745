"""Names of characters, and templates."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _placeholders(text, delimiter):
    """The parts of a template: texts, and tuples of the name, what stands there and where."""
    parts = []
    start = at = 0
    while True:
        at = text.find(delimiter, at)
        if at < 0:
            parts.append(text[start:])
            return parts
        parts.append(text[start:at])
        begin = at
        at += len(delimiter)
        if text.startswith(delimiter, at):
            parts.append(delimiter)
            at += len(delimiter)
        else:
            braced = text[at : at + 1] == "{"
            at += braced
            end = at
            while end < len(text) and text[end].isascii() and (text[end].isalpha() or text[end] == "_" or end > at and text[end].isdigit()):
                end += 1
            name = text[at:end]
            if name and not braced:
                parts.append((name, text[begin:end], begin))
                at = end
            elif name and text[end : end + 1] == "}":
                parts.append((name, text[begin : end + 1], begin))
                at = end + 1
            else:
                parts.append((None, delimiter, begin))
                at = begin + len(delimiter)
        start = at


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping={}, /, **kws):
        out = []
        for part in _placeholders(self.template, self.delimiter):
            if isinstance(part, str):
                out.append(part)
                continue
            name, _, begin = part
            if name is None:
                lines = self.template[:begin].splitlines(keepends=True)
                line = max(len(lines), 1)
                column = begin - len("".join(lines[:-1])) + (1 if lines else 1)
                raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))
            out.append(str(kws[name] if name in kws else mapping[name]))
        return "".join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        out = []
        for part in _placeholders(self.template, self.delimiter):
            if isinstance(part, str):
                out.append(part)
                continue
            name, shown, _ = part
            if name in kws:
                out.append(str(kws[name]))
            else:
                out.append(str(mapping[name]) if name is not None and name in mapping else shown)
        return "".join(out)

    def get_identifiers(self):
        names = []
        for part in _placeholders(self.template, self.delimiter):
            if not isinstance(part, str) and part[0] is not None and part[0] not in names:
                names.append(part[0])
        return names

    def is_valid(self):
        return all([isinstance(part, str) or part[0] is not None for part in _placeholders(self.template, self.delimiter)])


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
