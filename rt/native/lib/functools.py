"""Tools for functions and callable objects."""

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, sequence, initial=_MISSING, /):
    iterator = iter(sequence)
    value = initial
    if value is _MISSING:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if keywords or self.keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend([repr(arg) for arg in self.args])
        parts.extend([f"{name}={value!r}" for name, value in self.keywords.items()])
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        bound = self.func.__get__(instance, owner)
        return partial(bound, *self.args, **self.keywords)


class _KeyOf:
    __slots__ = ("obj", "_compare")

    def __init__(self, obj, compare):
        self.obj = obj
        self._compare = compare

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    def key(obj):
        return _KeyOf(obj, mycmp)

    return key


def _negated(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result

    return method


def _or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result or self == other

    return method


def _and_not_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result and self != other

    return method


def _not_or_unequal(name, both):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result and self != other if both else not result or self == other

    return method


# What follows from the one method that a class has.
_ORDERINGS = {
    "__lt__": [
        ("__gt__", _not_or_unequal("__lt__", True)),
        ("__le__", _or_equal("__lt__")),
        ("__ge__", _negated("__lt__")),
    ],
    "__le__": [
        ("__ge__", _not_or_unequal("__le__", False)),
        ("__lt__", _and_not_equal("__le__")),
        ("__gt__", _negated("__le__")),
    ],
    "__gt__": [
        ("__lt__", _not_or_unequal("__gt__", True)),
        ("__ge__", _or_equal("__gt__")),
        ("__le__", _negated("__gt__")),
    ],
    "__ge__": [
        ("__le__", _not_or_unequal("__ge__", False)),
        ("__gt__", _and_not_equal("__ge__")),
        ("__lt__", _negated("__ge__")),
    ],
}


def total_ordering(cls):
    roots = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = "__lt__" if "__lt__" in roots else max(roots)
    for name, method in _ORDERINGS[root]:
        if name not in roots:
            method.__name__ = name
            setattr(cls, name, method)
    return cls


class _CacheInfo(tuple):
    __slots__ = ()

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


class _Keywords:
    """Stands between positional arguments and keywords in a key."""


def _make_key(args, keywords, typed):
    if not keywords and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        return args
    key = args
    if keywords:
        key = key + (_Keywords,)
        for item in keywords.items():
            key = key + item
    if typed:
        key = key + tuple([type(arg) for arg in args])
        key = key + tuple([type(value) for value in keywords.values()])
    return key


def _unbounded(function, typed):
    results = {}
    misses = 0
    hits = 0
    find = results.get

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        if keywords or typed:
            key = _make_key(args, keywords, typed)
        elif len(args) == 1 and (args[0].__class__ is int or args[0].__class__ is str):
            key = args[0]
        else:
            key = args
        result = find(key, _MISSING)
        if result is not _MISSING:
            hits += 1
            return result
        misses += 1
        result = function(*args, **keywords)
        results[key] = result
        return result

    def info():
        return _CacheInfo((hits, misses, None, len(results)))

    def clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    return wrapper, info, clear


def _bounded(function, maxsize, typed):
    # The oldest used comes first.
    results = {}
    misses = 0
    hits = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _make_key(args, keywords, typed)
        result = results.pop(key, _MISSING)
        if result is not _MISSING:
            results[key] = result
            hits += 1
            return result
        misses += 1
        result = function(*args, **keywords)
        if maxsize > 0:
            if key not in results and len(results) >= maxsize:
                for oldest in results:
                    break
                del results[oldest]
            results[key] = result
        return result

    def info():
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    return wrapper, info, clear


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return _cached(function, maxsize, typed)

    return decorate


def _cached(function, maxsize, typed):
    if maxsize is None:
        wrapper, info, clear = _unbounded(function, typed)
    else:
        maxsize = max(maxsize, 0)
        wrapper, info, clear = _bounded(function, maxsize, typed)
    wrapper.cache_info = info
    wrapper.cache_clear = clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = attributes.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value


def _annotated_class(function):
    annotations = getattr(function, "__annotations__", {})
    for name, kind in annotations.items():
        if name != "return":
            return kind
    raise TypeError(
        f"Invalid first argument to `register()`: {function!r}. "
        "Use either `@register(some_class)` or plain `@register` on an annotated function."
    )


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry and base is not object:
                return registry[base]
        for kind, function in registry.items():
            if kind is not object and issubclass(cls, kind):
                return function
        return registry[object]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            func = cls
            cls = _annotated_class(func)
        for kind in getattr(cls, "__args__", (cls,)) if not isinstance(cls, type) else (cls,):
            registry[kind] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        update_wrapper(method, self.func)
        return method
