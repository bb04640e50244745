# Files, paths and the environment.
import os
import os.path
import sys

print(os.path.join("a", "b", "/c", "d"), os.path.basename("/x/y.txt"), os.path.splitext("a.tar.gz"), os.path.dirname("/a/b"))
print(os.path.exists("/nope"), os.path.normpath("a/../b/./c"), os.sep, os.environ.get("NOPE", "d"), os.getenv("NOPE"))
place = f"/tmp/naja-files-{os.getpid()}"
os.mkdir(place)
name = os.path.join(place, "file.txt")
with open(name, "w") as f:
    print(f.write("line1\nline2\n"))
with open(name) as f:
    for line in f:
        print(line.rstrip())
with open(name, "a") as f:
    f.write("more")
    print("x", file=f)
print(repr(open(name).read()), os.path.getsize(name), os.listdir(place), os.path.isdir(place), os.path.isfile(name))
with open(name, "rb") as f:
    print(f.read(5), f.tell(), f.readline())
try:
    open("/nope/x")
except FileNotFoundError as e:
    print(e, e.errno)
os.remove(name)
os.rmdir(place)
try:
    os.mkdir("/nope/x/y")
except OSError as e:
    print(type(e).__name__, e)
sys.stdout.write("done\n")
