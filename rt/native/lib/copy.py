"""Copies of objects, shallow and deep."""


class Error(Exception):
    pass


error = Error
_ATOMIC = (int, float, bool, complex, str, bytes, type(None), type, type(...), type(NotImplemented), range, type(len), type(lambda: None), property)


def _state_of(x):
    """What an instance has of its own: its dict, and its slots."""
    slots = {}
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in [names] if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                slots[name] = getattr(x, name)
    return getattr(x, "__dict__", None), slots


def _rebuilt(x, copied, memo=None):
    """A new object like `x` with parts that `copied` made."""
    cls = type(x)
    if hasattr(x, "__getnewargs__"):
        made = cls.__new__(cls, *[copied(arg) for arg in x.__getnewargs__()])
    elif isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
        made.args = tuple([copied(arg) for arg in x.args])
    elif isinstance(x, (int, float, str, bytes, frozenset)):
        made = cls.__new__(cls, x)
    elif isinstance(x, tuple):
        made = tuple.__new__(cls, [copied(item) for item in x])
    else:
        made = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = made
    if hasattr(cls, "__getstate__") and getattr(cls, "__getstate__", None) is not getattr(object, "__getstate__", None):
        state = copied(x.__getstate__())
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        elif isinstance(state, dict):
            made.__dict__.update(state)
        return _with_items(x, made, copied)
    attributes, slots = _state_of(x)
    if attributes:
        state = copied(attributes)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            made.__dict__.update(state)
    for name, value in slots.items():
        object.__setattr__(made, name, copied(value))
    return _with_items(x, made, copied)


def _with_items(x, made, copied):
    if isinstance(x, dict):
        for key, value in x.items():
            dict.__setitem__(made, copied(key), copied(value))
    elif isinstance(x, list):
        for item in x:
            list.append(made, copied(item))
    elif isinstance(x, set):
        for item in x:
            set.add(made, copied(item))
    return made


def _is_atomic(x):
    cls = type(x)
    return cls in _ATOMIC or isinstance(x, type)


def copy(x):
    cls = type(x)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if _is_atomic(x) or cls is tuple or cls is frozenset:
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    if hasattr(cls, "copy") and cls.__module__ == "collections":
        return x.copy()
    if cls.__module__ in ("types", "sys", "builtins") and not isinstance(x, (dict, list, set, tuple, BaseException)):
        return x
    return _rebuilt(x, lambda part: part)


def deepcopy(x, memo=None, _nil=[]):
    if _is_atomic(x):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if cls is list:
        made = []
        memo[key] = made
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = {}
        memo[key] = made
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        for old, new in zip(x, items):
            if old is not new:
                made = tuple(items)
                break
        else:
            made = x
    elif cls is set or cls is frozenset:
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = x.copy()
    else:
        method = getattr(cls, "__deepcopy__", None)
        if method is not None:
            made = method(x, memo)
        elif cls.__module__ == "collections" and hasattr(cls, "maxlen"):
            made = cls([deepcopy(item, memo) for item in x], x.maxlen)
        elif cls.__module__ == "collections" and hasattr(x, "default_factory"):
            made = cls(x.default_factory)
            memo[key] = made
            for name, value in x.items():
                made[deepcopy(name, memo)] = deepcopy(value, memo)
        elif cls.__module__ in ("types", "sys", "builtins") and not isinstance(x, BaseException):
            made = x
        else:
            made = _rebuilt(x, lambda part: deepcopy(part, memo), memo)
    if made is not x:
        memo[key] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def replace(obj, /, **changes):
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
