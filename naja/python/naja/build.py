"""The build backend (PEP 517 and PEP 660): `pip install .` of a project whose `pyproject.toml` has

    [build-system]
    requires = ["naja"]
    build-backend = "naja.build"

Every hook is one run of `naja build`, for the interpreter that runs the hook; what is in a distribution is decided there.
`--config-settings=build-args="--strict --optimize=3"` adds to its command line.
"""

import os
import shlex
import subprocess
import sys

from ._command import find

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

SETTING = "build-args"


def get_requires_for_build_wheel(config_settings=None):
    return []


def get_requires_for_build_sdist(config_settings=None):
    return []


def get_requires_for_build_editable(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return make("--wheel", wheel_directory, config_settings)


def build_sdist(sdist_directory, config_settings=None):
    return make("--sdist", sdist_directory, config_settings)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return make("--editable", wheel_directory, config_settings)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    return make("--dist-info", metadata_directory, config_settings)


def prepare_metadata_for_build_editable(metadata_directory, config_settings=None):
    return make("--dist-info", metadata_directory, config_settings)


def make(what, folder, config_settings):
    """Has the command make something of the project in the working directory; the name that it has in `folder`."""
    command = [find(), "build", what, "--python", sys.executable, "-o", os.fspath(folder), *arguments(config_settings)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        # What is wrong was said on standard error; a traceback of this file would bury it.
        sys.exit(done.returncode)
    return os.path.basename(done.stdout.splitlines()[-1])


def arguments(config_settings):
    """What the user adds to the command line: a string, or a list of them if it was given more than once."""
    settings = dict(config_settings or {})
    given = settings.pop(SETTING, [])
    if settings:
        sys.exit(f"naja: error: there is no config setting `{next(iter(settings))}`: `{SETTING}` adds arguments of `naja build`")
    return [word for text in ([given] if isinstance(given, str) else given) for word in shlex.split(text)]
