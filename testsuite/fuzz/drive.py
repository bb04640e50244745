"""Runs programs of a module in the interpreter that this file is given to: drive.py FOLDER MODULE SECONDS TAG...

Each program's output stands between two marks, so that a process that dies or takes too long says which program it was in.
The collector runs between programs only: when it would run inside one is not the language's business.
"""

import gc
import importlib
import resource
import signal
import sys
import warnings
from pathlib import Path

MEMORY = 4 << 30


def main(folder, name, seconds, *tags):
    """Imports the module, and runs `main_TAG` of each tag."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    gc.disable()
    sys.path[:0] = [folder, str(Path(__file__).parent)]
    module = importlib.import_module(name)
    report = importlib.import_module("prelude").report
    for tag in tags:
        print(f"\n=== begin {tag}", flush=True)
        # The default action of the signal ends the process.
        signal.alarm(int(seconds))
        try:
            getattr(module, f"main_{tag}")()
        except BaseException as error:
            report(error)
        gc.collect()
        signal.alarm(0)
        print(f"\n=== end {tag}", flush=True)


main(*sys.argv[1:])
