# With --strict: what comes from untyped code is checked where it comes in.
# strict
import json


def load(text: str) -> float:
    value: float = json.loads(text)  # generic: [method]
    return value * 2.0  # guarded
