"""Text and bytes in memory, and files that are read and written as a whole."""

import _os
import sys as _sys

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file." if isinstance(self, _Text) else "I/O operation on closed file")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def flush(self):
        pass

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def isatty(self):
        return False

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class _Memory(IOBase):
    """What is in a file, in pieces while it is only appended to, and where one stands in it."""

    def _start(self, content):
        self._pieces = [content] if content else []
        self._length = len(content)
        self._at = 0

    def _whole(self):
        pieces = self._pieces
        if len(pieces) != 1:
            pieces = self._pieces = [self._empty.join(pieces)]
        return pieces[0]

    def write(self, content):
        self._check()
        if not isinstance(content, self._kinds):
            kind = type(content).__name__
            if isinstance(self, _Text):
                raise TypeError(f"string argument expected, got {kind!r}" if self._name is None else f"write() argument must be str, not {kind}")
            raise TypeError(f"a bytes-like object is required, not {kind!r}")
        if self._at == self._length:
            self._pieces.append(content)
            self._length += len(content)
        else:
            whole = self._whole()
            if self._at > self._length:
                whole += self._fill * (self._at - self._length)
            whole = whole[: self._at] + content + whole[self._at + len(content) :]
            self._pieces = [whole]
            self._length = len(whole)
        self._at += len(content)
        self._changed = True
        return len(content)

    def read(self, size=-1):
        self._check()
        if size is None or size < 0:
            size = self._length
        part = self._whole()[self._at : self._at + size]
        self._at += len(part)
        return part

    def readline(self, size=-1):
        self._check()
        whole = self._whole()
        end = whole.find(self._newline, self._at) + 1
        if end == 0:
            end = self._length
        if size is not None and 0 <= size < end - self._at:
            end = self._at + size
        line = whole[self._at : end]
        self._at += len(line)
        return line

    def tell(self):
        self._check()
        return self._at

    def seek(self, offset, whence=0):
        self._check()
        self._at = max(offset + (0 if whence == 0 else self._at if whence == 1 else self._length), 0)
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._pieces = [self._whole()[:size]]
        self._length = len(self._pieces[0])
        self._changed = True
        return size


class _Text(_Memory):
    _empty = ""
    _newline = "\n"
    _fill = "\0"
    _kinds = str
    _name = None
    encoding = "utf-8"
    errors = "strict"


class StringIO(_Text):
    def __init__(self, initial_value="", newline="\n"):
        self._start(initial_value or "")

    def getvalue(self):
        self._check()
        return self._whole()


class BytesIO(_Memory):
    _empty = b""
    _newline = b"\n"
    _fill = b"\0"
    _kinds = (bytes, bytearray)

    def __init__(self, initial_bytes=b""):
        self._start(bytes(initial_bytes))

    def getvalue(self):
        return self._whole()


class _FileMixin:
    def _open(self, name, mode):
        self.name = self._name = name
        self.mode = mode
        kind = mode.replace("b", "").replace("t", "")
        self._kind = kind[0]
        self._reads = kind[0] == "r" or "+" in kind
        self._writes = kind[0] != "r" or "+" in kind
        self._changed = False
        if kind[0] == "r":
            content = _os.read_file(name)
        else:
            _os.write_file(name, b"", {"w": "w", "x": "x", "a": "a"}[kind[0]])
            content = _os.read_file(name) if kind[0] == "a" else b""
        return content

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def read(self, size=-1):
        if not self._reads:
            raise UnsupportedOperation("not readable")
        return super().read(size)

    def readline(self, size=-1):
        if not self._reads:
            raise UnsupportedOperation("not readable")
        return super().readline(size)

    def write(self, content):
        if not self._writes:
            raise UnsupportedOperation("not writable")
        return super().write(content)

    def flush(self):
        if self._changed:
            self._changed = False
            _os.write_file(self.name, self._bytes(), "w")

    def __del__(self):
        self.close()


class TextIOWrapper(_FileMixin, _Text):
    def __init__(self, name, mode, encoding, errors, newline):
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        text = self._open(name, mode).decode(self.encoding, self.errors)
        if newline is None and "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._start(text)
        if self._kind == "a":
            self._at = self._length

    def _bytes(self):
        return self._whole().encode(self.encoding, self.errors)

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


class BufferedFile(_FileMixin, _Memory):
    _empty = b""
    _newline = b"\n"
    _fill = b"\0"
    _kinds = (bytes, bytearray)

    def __init__(self, name, mode):
        self._start(self._open(name, mode))
        if self._kind == "a":
            self._at = self._length

    def _bytes(self):
        return bytes(self._whole())


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if len(set(mode)) != len(mode) or set(mode) - set("rwxabt+"):
        raise ValueError(f"invalid mode: {mode!r}")
    if sum([letter in mode for letter in "rwxa"]) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    if "b" in mode:
        if encoding is not None:
            raise ValueError("binary mode doesn't take an encoding argument")
        return BufferedFile(file, mode)
    return TextIOWrapper(file, mode, encoding, errors, newline)
