"""Paths as this system writes them."""

import _os

sep = "/"
altsep = None
extsep = "."
curdir = "."
pardir = ".."
pathsep = ":"
devnull = "/dev/null"


def _text(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


def normcase(s):
    return _text(s)


def isabs(s):
    return _text(s).startswith("/")


def join(a, *p):
    whole = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith("/"):
            whole = part
        elif not whole or whole.endswith("/"):
            whole += part
        else:
            whole += "/" + part
    return whole


def split(p):
    p = _text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    p = _text(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", _text(p)


def exists(path):
    try:
        _os.stat(path)
    except (OSError, ValueError):
        return False
    return True


lexists = exists


def _is_kind(path, kind):
    try:
        return _os.stat(path)[0] & 0o170000 == kind
    except (OSError, ValueError):
        return False


def isdir(s):
    return _is_kind(s, 0o040000)


def isfile(path):
    return _is_kind(path, 0o100000)


def getsize(filename):
    return _os.stat(filename)[6]


def getmtime(filename):
    return _os.stat(filename)[8]


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    start = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not start and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return start + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    if not path.startswith("/"):
        path = join(_os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return _os.realpath(abspath(filename))


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    begin = [part for part in abspath(start or ".").split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = 0
    while common < min(len(begin), len(there)) and begin[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(begin) - common) + there[common:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for index, letter in enumerate(low):
        if letter != high[index]:
            return low[:index]
    return low


def expanduser(path):
    import os

    if path == "~" or path.startswith("~/"):
        return os.environ.get("HOME", "~") + path[1:]
    return path
