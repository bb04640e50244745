import sys

frames = set()


def hook(frame, event, arg):
    if event == "call" and frame.f_code.co_filename.endswith("kernel.py"):
        frames.add(frame.f_code.co_name)


sys.setprofile(hook)
import kernel

results = [kernel.work(10), kernel.work(100)]
sys.setprofile(None)
print(results, "interpreted:", sorted(frames))

# expect:
# [331, 333301] interpreted: []
