"""Classes that are made of their fields."""

import sys as _sys
from _runtime import make_function as _make_function

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    pass


MISSING = _Missing()


class _Factory:
    def __repr__(self):
        return "<factory>"


_FACTORY = _Factory()


class _KwOnly:
    pass


KW_ONLY = _KwOnly()


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_kind",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},_field_type={self._kind})"
        )


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_var(annotation):
    if isinstance(annotation, str):
        text = annotation.replace("typing.", "").strip()
        return text == "ClassVar" or text.startswith("ClassVar[")
    typing = _sys.modules.get("typing")
    if typing is None:
        return False
    marker = getattr(typing, "ClassVar", None)
    return marker is not None and (annotation is marker or getattr(annotation, "__origin__", None) is marker)


def _is_init_var(annotation):
    if isinstance(annotation, str):
        text = annotation.replace("dataclasses.", "").strip()
        return text == "InitVar" or text.startswith("InitVar[")
    return annotation is InitVar or isinstance(annotation, InitVar)


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation.replace("dataclasses.", "").strip() == "KW_ONLY"
    return annotation is KW_ONLY


def _field_of(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        made = Field(default, MISSING, True, True, None, True, None, MISSING)
    made.name = name
    made.type = annotation
    if _is_class_var(annotation):
        made._kind = "class"
    elif _is_init_var(annotation):
        made._kind = "init"
    if made._kind != "field" and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._kind == "class":
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = default_kw_only
    if made._kind == "field" and made.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory"
        )
    return made


def _collect(cls, kw_only):
    collected = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        known = base.__dict__.get("__dataclass_fields__")
        if known is not None:
            collected.update(known)
            frozen_bases.append(base.__dataclass_params__.frozen)
    own = []
    seen = None
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is_kw_only(annotation):
            if seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen = name
            kw_only = True
            continue
        own.append(_field_of(cls, name, annotation, kw_only))
    for made in own:
        collected[made.name] = made
        if isinstance(cls.__dict__.get(made.name), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in collected:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return collected, frozen_bases


def _init_function(cls, all_fields, frozen):
    positional = [one for one in all_fields if one.init and not one.kw_only]
    keyword_only = [one for one in all_fields if one.init and one.kw_only]
    with_default = None
    defaults = []
    for one in positional:
        if one.default is not MISSING or one.default_factory is not MISSING:
            with_default = one
            defaults.append(_FACTORY if one.default is MISSING else one.default)
        elif with_default is not None:
            if _sys.version_info >= (3, 12):
                raise TypeError(f"non-default argument {one.name!r} follows default argument {with_default.name!r}")
            raise TypeError(f"non-default argument {one.name!r} follows default argument")
    keyword_defaults = {}
    for one in keyword_only:
        if one.default is not MISSING:
            keyword_defaults[one.name] = one.default
        elif one.default_factory is not MISSING:
            keyword_defaults[one.name] = _FACTORY
    receiver = "__dataclass_self__" if any(one.name == "self" for one in all_fields) else "self"
    parameters = [receiver] + [one.name for one in positional] + [one.name for one in keyword_only]
    place = {name: index for index, name in enumerate(parameters)}
    steps = []
    for one in all_fields:
        if one._kind != "field":
            continue
        factory = None if one.default_factory is MISSING else one.default_factory
        if one.init:
            steps.append((one.name, place[one.name], factory))
        elif factory is not None:
            steps.append((one.name, -1, factory))
        elif "__slots__" in cls.__dict__ and one.default is not MISSING:
            steps.append((one.name, -1, lambda value=one.default: value))
    passed = None
    if hasattr(cls, "__post_init__"):
        passed = tuple([place[one.name] for one in all_fields if one._kind == "init" and one.init])
    function = _make_function(
        "init",
        "__init__",
        f"{cls.__qualname__}.__init__",
        tuple(parameters),
        len(positional) + 1,
        tuple(defaults) or None,
        keyword_defaults or None,
        (tuple(steps), frozen, _FACTORY, passed),
    )
    function.__annotations__ = {one.name: one.type for one in positional + keyword_only}
    function.__annotations__["return"] = None
    function.__module__ = cls.__module__
    return function


_showing = []


def _repr_function(names):
    def __repr__(self):
        for other in _showing:
            if other is self:
                return "..."
        _showing.append(self)
        try:
            shown = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _showing.pop()
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    return __repr__


def _values_function(names):
    if len(names) == 1:
        (only,) = names
        return lambda self: (getattr(self, only),)
    return lambda self: tuple([getattr(self, name) for name in names])


def _eq_function(names):
    def __eq__(self, other):
        if other.__class__ is self.__class__:
            for name in names:
                a = getattr(self, name)
                b = getattr(other, name)
                if not (a is b or a == b):
                    return False
            return True
        return NotImplemented

    return __eq__


def _order_functions(names):
    values = _values_function(names)

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    return __lt__, __le__, __gt__, __ge__


def _frozen_functions(cls, names):
    names = frozenset(names)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _hash_function(names):
    values = _values_function(names)

    def __hash__(self):
        return hash(values(self))

    return __hash__


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def _add(cls, function):
    name = function.__name__
    if name in cls.__dict__:
        return True
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)
    return False


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    collected, frozen_bases = _collect(cls, kw_only)
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not all(frozen_bases) and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = collected
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    own_eq = "__eq__" in cls.__dict__
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (own_hash is MISSING or (own_hash is None and own_eq))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    with_init = [one for one in collected.values() if one._kind != "class"]
    real = [one for one in collected.values() if one._kind == "field"]
    compared = [one.name for one in real if one.compare]
    if init and "__init__" not in cls.__dict__:
        cls.__init__ = _init_function(cls, with_init, frozen)
    if repr:
        _add(cls, _repr_function([one.name for one in real if one.repr]))
    if eq:
        _add(cls, _eq_function(compared))
    if order:
        for function in _order_functions(compared):
            if _add(cls, function):
                raise TypeError(
                    f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
    if frozen:
        for function in _frozen_functions(cls, [one.name for one in real]):
            if _add(cls, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    if unsafe_hash or (eq and frozen):
        if not has_explicit_hash:
            hashed = [one.name for one in real if (one.compare if one.hash is None else one.hash)]
            function = _hash_function(hashed)
            function.__qualname__ = f"{cls.__qualname__}.__hash__"
            cls.__hash__ = function
        elif unsafe_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif eq and not has_explicit_hash:
        cls.__hash__ = None
    if cls.__doc__ is None:
        cls.__doc__ = f"{cls.__name__}({', '.join([_shown(one) for one in with_init if one.init])})"
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in with_init if one.init and not one.kw_only])
    if slots:
        cls = _with_slots(cls, [one.name for one in real])
    return cls


def _shown(one):
    kind = one.type if isinstance(one.type, str) else getattr(one.type, "__name__", repr(one.type))
    if one.default is not MISSING:
        return f"{one.name}: {kind} = {one.default!r}"
    if one.default_factory is not MISSING:
        return f"{one.name}: {kind} = <factory>"
    return f"{one.name}: {kind}"


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    namespace = dict(cls.__dict__)
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    return made


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
    kw_only=False, slots=False, weakref_slot=False
):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    known = getattr(class_or_instance, "__dataclass_fields__", None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([one for one in known.values() if one._kind == "field"])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def _as_dict(obj, factory):
    if _is_instance(obj):
        return factory([(one.name, _as_dict(getattr(obj, one.name), factory)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_dict(item, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_dict(item, factory) for item in obj])
    if isinstance(obj, dict):
        items = [(_as_dict(key, factory), _as_dict(value, factory)) for key, value in obj.items()]
        if hasattr(type(obj), "default_factory"):
            made = type(obj)(obj.default_factory)
            made.update(items)
            return made
        return type(obj)(items)
    return _copied(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, factory):
    if _is_instance(obj):
        return factory([_as_tuple(getattr(obj, one.name), factory) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_tuple(item, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_tuple(item, factory) for item in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as_tuple(key, factory), _as_tuple(value, factory)) for key, value in obj.items()])
    return _copied(obj)


def _copied(obj):
    if obj is None or isinstance(obj, (int, float, str, bytes, complex, type)):
        return obj
    import copy

    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for one in obj.__dataclass_fields__.values():
        if one._kind == "class":
            continue
        if not one.init:
            if one.name in changes:
                raise ValueError(
                    f"field {one.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if one.name not in changes:
            if one._kind == "init" and one.default is MISSING:
                raise ValueError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(obj, one.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        else:
            name, kind, default = item
            namespace[name] = default
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    cls = type(cls_name, bases, namespace)
    cls.__module__ = module or "types"
    return dataclass(cls, **options)
