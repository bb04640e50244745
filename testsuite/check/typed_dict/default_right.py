# An empty display stands for a `TypedDict` that `get` does not find.
from typing import TypedDict


class Options(TypedDict):
    html: bool


class Preset(TypedDict, total=False):
    options: Options


def html(preset: Preset) -> bool:
    options = preset.get("options", {})
    return options.get("html", False)


html({})
