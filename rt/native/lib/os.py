"""What the operating system offers: the environment, files and folders."""

import sys
import _os
import posixpath as path

sys.modules["os.path"] = path
name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
curdir = "."
pardir = ".."
devnull = "/dev/null"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
environ = _os.environ()
getcwd = _os.getcwd
chdir = _os.chdir
mkdir = lambda path, mode=0o777: _os.mkdir(path)
rmdir = _os.rmdir
remove = _os.remove
unlink = _os.remove
rename = _os.rename
replace = _os.rename
urandom = _os.urandom
getpid = _os.getpid


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        method = type(path).__fspath__
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None
    return method(path)


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def listdir(path="."):
    return _os.listdir(path)


class stat_result(tuple):
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_os.stat(path))


def access(path, mode):
    try:
        _os.stat(path)
    except OSError:
        return False
    return True


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
    try:
        mkdir(name)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def walk(top, topdown=True, onerror=None, followlinks=False):
    folders = []
    files = []
    try:
        names = _os.listdir(top)
    except OSError as raised:
        if onerror is not None:
            onerror(raised)
        return
    for one in names:
        (folders if path.isdir(path.join(top, one)) else files).append(one)
    if topdown:
        yield top, folders, files
    for one in folders:
        yield from walk(path.join(top, one), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def cpu_count():
    return 1


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])


def get_terminal_size(fd=1):
    return terminal_size((int(environ.get("COLUMNS", 80)), int(environ.get("LINES", 24))))


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def _exit(status):
    raise SystemExit(status)
