"""References that do not keep alive what they refer to, and containers of such."""

import atexit as _atexit
from _weakref import ref, getweakrefcount, getweakrefs
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet

ReferenceType = ref


def _gone(*args):
    raise ReferenceError("weakly-referenced object no longer exists")


class ProxyType:
    __slots__ = ("__ref",)

    def __init__(self, object, callback=None):
        _set(self, "_ProxyType__ref", ref(object, callback) if callback is not None else ref(object))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __str__(self):
        return str(_target(self))

    def __repr__(self):
        return repr(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __contains__(self, item):
        return item in _target(self)

    def __getitem__(self, index):
        return _target(self)[index]

    def __setitem__(self, index, value):
        _target(self)[index] = value

    def __delitem__(self, index):
        del _target(self)[index]

    def __eq__(self, other):
        return _target(self) == (_target(other) if isinstance(other, ProxyType) else other)

    __hash__ = None


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)
_set = object.__setattr__
_reference = ProxyType.__dict__["_ProxyType__ref"].__get__


def _target(proxy):
    found = _reference(proxy)()
    if found is None:
        _gone()
    return found


def proxy(object, callback=None):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class WeakMethod:
    """To a bound method: lives as long as its object and its function."""

    def __init__(self, method, callback=None):
        if not hasattr(method, "__self__") or not hasattr(method, "__func__"):
            raise TypeError(f"argument should be a bound method, not {type(method)}")
        inform = None if callback is None else lambda _: callback(self)
        self._object = ref(method.__self__, inform)
        self._function = ref(method.__func__, inform)
        self._type = type(method)

    def __call__(self):
        object, function = self._object(), self._function()
        return None if object is None or function is None else self._type(function, object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return self._object == other._object and self._function == other._function

    def __hash__(self):
        return hash(self._object) ^ hash(self._function)


class WeakValueDictionary(_MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        found = self.data[key]()
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key, value):
        data = self.data

        def forget(reference):
            if data.get(key) is reference:
                del data[key]

        data[key] = ref(value, forget)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __iter__(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    keys = __iter__

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def values(self):
        for _, value in self.items():
            yield value

    def __repr__(self):
        return f"<WeakValueDictionary at {id(self):#x}>"

    def copy(self):
        return WeakValueDictionary(self)

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_MutableMapping):
    def __init__(self, other=None):
        self.data = {}
        data = self.data
        self._forget = lambda reference: data.pop(reference, None)
        if other is not None:
            self.update(other)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    keys = __iter__

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def values(self):
        for _, value in self.items():
            yield value

    def __repr__(self):
        return f"<WeakKeyDictionary at {id(self):#x}>"

    def copy(self):
        return WeakKeyDictionary(self)

    def keyrefs(self):
        return list(self.data)


class WeakSet(_MutableSet):
    def __init__(self, data=None):
        self.data = set()
        held = self.data
        self._forget = lambda reference: held.discard(reference)
        for item in () if data is None else data:
            self.add(item)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._forget))

    def discard(self, item):
        self.data.discard(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return WeakSet(self)

    def __repr__(self):
        return repr(self.data)


class finalize:
    """Calls a function when an object dies, when it is called itself, or when the program ends: once."""

    _living = {}

    def __init__(self, object, function, /, *args, **kwargs):
        self._call = (function, args, kwargs)
        self.atexit = True
        _atexit.unregister(_finalize_all)
        _atexit.register(_finalize_all)
        finalize._living[self] = ref(object, lambda _: self())

    def __call__(self, _=None):
        if finalize._living.pop(self, None) is None:
            return None
        function, args, kwargs = self._call
        return function(*args, **kwargs)

    def detach(self):
        reference = finalize._living.pop(self, None)
        object = None if reference is None else reference()
        return None if object is None else (object, *self._call)

    def peek(self):
        reference = finalize._living.get(self)
        object = None if reference is None else reference()
        return None if object is None else (object, *self._call)

    @property
    def alive(self):
        return self in finalize._living


def _finalize_all():
    while pending := [one for one in finalize._living if one.atexit]:
        pending[-1]()
