# A class that stands in for what cannot be imported says nothing of what can.
try:
    from there_is_no_such_module import Fast
except ImportError:

    class Fast:
        pass


def run() -> None:
    fast = Fast()
    fast.start()
