"""Names for annotations: they do at run time what little CPython's do."""

import sys as _sys
import collections as _collections
from types import GenericAlias as _GenericAlias, UnionType as _UnionType, FunctionType as _FunctionType

TYPE_CHECKING = False


def _shown(kind):
    if isinstance(kind, type) and not isinstance(kind, _GenericAlias):
        if kind.__module__ == "builtins":
            return kind.__qualname__
        return f"{kind.__module__}.{kind.__qualname__}"
    if kind is ...:
        return "..."
    if isinstance(kind, _FunctionType):
        return kind.__name__
    if isinstance(kind, list):
        return f"[{', '.join([_shown(one) for one in kind])}]"
    return repr(kind)


def _converted(kind):
    if kind is None:
        return type(None)
    if isinstance(kind, str):
        return ForwardRef(kind)
    return kind


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Base:
    """What may stand in an annotation, and between bars."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")


class _Special(_Base):
    def __init__(self, name, subscript=None):
        self._name = name
        self._subscript = subscript

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._subscript(self, parameters)


class _Alias(_Base):
    """`origin[args]`, shown under a name."""

    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        found = []
        for arg in args:
            for variable in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if variable not in found:
                    found.append(variable)
        self.__parameters__ = tuple(found)

    def __repr__(self):
        args = ", ".join([_shown(arg) for arg in self.__args__]) or "()"
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        if self._name == "Callable":
            if self.__args__[0] is ...:
                return f"typing.Callable[..., {_shown(self.__args__[-1])}]"
            params = ", ".join([_shown(arg) for arg in self.__args__[:-1]])
            return f"typing.Callable[[{params}], {_shown(self.__args__[-1])}]"
        return f"{name}[{args}]"

    def __eq__(self, other):
        return isinstance(other, _Alias) and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        given = dict(zip(self.__parameters__, [_converted(one) for one in parameters]))
        return _Alias(self.__origin__, tuple([_replaced(arg, given) for arg in self.__args__]), self._name)

    def __call__(self, *args, **kwds):
        made = self.__origin__(*args, **kwds)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if origin is Generic and any([isinstance(base, _Alias) and base is not self and base.__origin__ is not Generic and issubclass(base.__origin__, Generic) for base in bases if isinstance(base, _Alias) and isinstance(base.__origin__, type)]):
            return ()
        return (origin,)

    def __instancecheck__(self, instance):
        if self._name and len(self.__args__) == 0:
            return isinstance(instance, self.__origin__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _replaced(arg, given):
    if isinstance(arg, TypeVar):
        return given.get(arg, arg)
    if isinstance(arg, (_Alias, _GenericAlias)) and arg.__parameters__:
        return arg[tuple([given.get(variable, variable) for variable in arg.__parameters__])]
    return arg


class _Generic_alias(_Base):
    """`List` and the like: the class under its old name."""

    def __init__(self, origin, name):
        self.__origin__ = origin
        self._name = name

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(self.__origin__, tuple([_converted(one) for one in parameters]), self._name)

    def __call__(self, *args, **kwds):
        return self.__origin__(*args, **kwds)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _Callable_alias(_Generic_alias):
    def __getitem__(self, parameters):
        params, result = parameters
        params = (params,) if params is ... or not isinstance(params, (list, tuple)) else tuple(params)
        return _Alias(self.__origin__, tuple([_converted(one) for one in (*params, result)]), "Callable")


class _AnyMeta(type):
    def __instancecheck__(cls, instance):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _union_args(parameters):
    flat = []
    for one in parameters:
        if isinstance(one, _Alias) and one.__origin__ is Union or isinstance(one, _UnionType):
            flat.extend(one.__args__)
        else:
            flat.append(one)
    unique = []
    for one in flat:
        if one not in unique:
            unique.append(one)
    return tuple(unique)


class _UnionAlias(_Alias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_shown(other)}]"
        if type(None) in args:
            rest = ", ".join([_shown(arg) for arg in args if arg is not type(None)])
            return f"typing.Optional[typing.Union[{rest}]]"
        return f"typing.Union[{', '.join([_shown(arg) for arg in args])}]"

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, _UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        given = dict(zip(self.__parameters__, parameters))
        return Union[tuple([_replaced(arg, given) for arg in self.__args__])]


def _union(special, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    args = _union_args([_converted(one) for one in parameters])
    if len(args) == 1:
        return args[0]
    return _UnionAlias(Union, args, "Union")


def _plain(special, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _Alias(special, tuple([_converted(one) for one in parameters]), special._name)


def _literal(special, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _LiteralAlias(special, parameters, "Literal")


class _LiteralAlias(_Alias):
    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(arg) for arg in self.__args__])}]"


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        parts = [_shown(self.__origin__)] + [repr(one) for one in self.__metadata__]
        return f"typing.Annotated[{', '.join(parts)}]"


Union = _Special("Union", _union)
Optional = _Special("Optional", lambda special, kind: Union[kind, None])
Literal = _Special("Literal", _literal)
Final = _Special("Final", _plain)
ClassVar = _Special("ClassVar", _plain)
Required = _Special("Required", _plain)
NotRequired = _Special("NotRequired", _plain)
ReadOnly = _Special("ReadOnly", _plain)
Concatenate = _Special("Concatenate", _plain)
TypeGuard = _Special("TypeGuard", _plain)
TypeIs = _Special("TypeIs", _plain)
Unpack = _Special("Unpack", _plain)
Annotated = _Special("Annotated", lambda special, given: _AnnotatedAlias(given[0], given[1:]))
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")

List = _Generic_alias(list, "List")
Dict = _Generic_alias(dict, "Dict")
Set = _Generic_alias(set, "Set")
FrozenSet = _Generic_alias(frozenset, "FrozenSet")
Tuple = _Generic_alias(tuple, "Tuple")
Type = _Generic_alias(type, "Type")
Deque = _Generic_alias(_collections.deque, "Deque")
DefaultDict = _Generic_alias(_collections.defaultdict, "DefaultDict")
OrderedDict = _Generic_alias(_collections.OrderedDict, "OrderedDict")
Counter = _Generic_alias(_collections.Counter, "Counter")
ChainMap = _Generic_alias(_collections.ChainMap, "ChainMap")


def _abstract(name, shown=None):
    import collections.abc

    return _Generic_alias(getattr(collections.abc, name), shown or name)


Callable = _abstract("Callable")
Callable = _Callable_alias(Callable.__origin__, "Callable")
Iterable = _abstract("Iterable")
Iterator = _abstract("Iterator")
Generator = _abstract("Generator")
Reversible = _abstract("Reversible")
Container = _abstract("Container")
Collection = _abstract("Collection")
Hashable = _abstract("Hashable")
Sized = _abstract("Sized")
AbstractSet = _abstract("Set", "AbstractSet")
MutableSet = _abstract("MutableSet")
Mapping = _abstract("Mapping")
MutableMapping = _abstract("MutableMapping")
Sequence = _abstract("Sequence")
MutableSequence = _abstract("MutableSequence")
KeysView = _abstract("KeysView")
ItemsView = _abstract("ItemsView")
ValuesView = _abstract("ValuesView")
MappingView = _abstract("MappingView")
ByteString = _abstract("ByteString")
Awaitable = _abstract("Awaitable")
Coroutine = _abstract("Coroutine")
AsyncIterable = _abstract("AsyncIterable")
AsyncIterator = _abstract("AsyncIterator")
AsyncGenerator = _abstract("AsyncGenerator")
ContextManager = _Special("ContextManager", _plain)
AsyncContextManager = _Special("AsyncContextManager", _plain)
Text = str
Pattern = _Special("Pattern", _plain)
Match = _Special("Match", _plain)
IO = _Special("IO", _plain)
TextIO = _Special("TextIO")
BinaryIO = _Special("BinaryIO")


class TypeVar(_Base):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __typing_subst__(self, arg):
        return _converted(arg)


class ParamSpec(_Base):
    def __init__(self, name, **options):
        self.__name__ = name
        self.args = _Special(name + ".args")
        self.kwargs = _Special(name + ".kwargs")

    def __repr__(self):
        return "~" + self.__name__


class TypeVarTuple(_Base):
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls is Generic and not parameters:
            raise TypeError("Parameter list to Generic[...] cannot be empty")
        return _Alias(cls, tuple([_converted(one) for one in parameters]), "Generic" if cls is Generic else None)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found = []
        for base in cls.__dict__.get("__orig_bases__", ()):
            for variable in getattr(base, "__parameters__", ()):
                if variable not in found:
                    found.append(variable)
        cls.__parameters__ = tuple(found)


_PROTOCOL_IGNORED = frozenset(
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ "
    "__weakref__ __class_getitem__ __match_args__ __init_subclass__ __parameters__ __orig_bases__ _is_protocol "
    "_is_runtime_protocol _abc_registry _registered __static_attributes__ __firstlineno__ __hash__ __qualname__".split()
)


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        if not base.__dict__.get("_is_protocol"):
            continue
        for name in [*base.__dict__, *base.__dict__.get("__annotations__", {})]:
            if name not in _PROTOCOL_IGNORED:
                members.add(name)
    return members


def _protocol_metaclass():
    from abc import ABCMeta

    class _ProtocolMeta(ABCMeta):
        def __instancecheck__(cls, instance):
            if not cls.__dict__.get("_is_protocol"):
                return super().__instancecheck__(instance)
            if cls is Protocol:
                return False
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if super().__instancecheck__(instance):
                return True
            return all([hasattr(instance, name) for name in _protocol_members(cls)])

        def __subclasscheck__(cls, subclass):
            if not cls.__dict__.get("_is_protocol") or cls is Protocol:
                return super().__subclasscheck__(subclass)
            if super().__subclasscheck__(subclass):
                return True
            if not getattr(cls, "_is_runtime_protocol", False):
                return False
            return all([hasattr(subclass, name) for name in _protocol_members(cls)])

    return _ProtocolMeta


def _no_init(self, *args, **kwargs):
    if type(self).__dict__.get("_is_protocol"):
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_protocol_metaclass()):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            cls.__init__ = object.__init__


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


class SupportsInt(Protocol):
    _is_runtime_protocol = True

    def __int__(self):
        pass


class SupportsFloat(Protocol):
    _is_runtime_protocol = True

    def __float__(self):
        pass


class SupportsIndex(Protocol):
    _is_runtime_protocol = True

    def __index__(self):
        pass


class SupportsAbs(Protocol):
    _is_runtime_protocol = True

    def __abs__(self):
        pass


class SupportsRound(Protocol):
    _is_runtime_protocol = True

    def __round__(self, ndigits=0):
        pass


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=_sys.stderr)
    return obj


def overload(func):
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
            "module should always be followed by an implementation that is not @overload-ed."
        )

    return _overload_dummy


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def dataclass_transform(**options):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, _UnionType):
        return _UnionType
    if tp is Generic:
        return Generic
    return getattr(tp, "__origin__", None)


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    args = getattr(tp, "__args__", ())
    if getattr(tp, "_name", None) == "Callable" and args:
        return (args[0], args[-1]) if args[0] is ... else (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    places = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for place in places:
        annotations = place.__dict__.get("__annotations__", {}) if isinstance(place, type) else place.__annotations__
        for name, kind in annotations.items():
            if isinstance(kind, str):
                raise NameError(f"the annotation {kind!r} cannot be evaluated in an executable")
            hints[name] = type(None) if kind is None else kind
    return hints


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        if "_is_root" in namespace:
            return super().__new__(cls, typename, bases, namespace)
        annotations = namespace.get("__annotations__", {})
        defaults = []
        for name in annotations:
            if name in namespace:
                defaults.append(name)
            elif defaults:
                listed = ", ".join(defaults)
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field{'s' if len(defaults) > 1 else ''} {listed}"
                )
        made = _collections.namedtuple(
            typename, list(annotations), defaults=[namespace[name] for name in defaults], module=namespace["__module__"]
        )
        made.__annotations__ = dict(annotations)
        made.__new__.__annotations__ = dict(annotations)
        made.__orig_bases__ = (NamedTuple,)
        if "__qualname__" in namespace:
            made.__qualname__ = namespace["__qualname__"]
        hidden = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict")
        for name in namespace:
            if name in hidden:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in annotations and name not in ("__annotations__", "__module__", "__qualname__", "__orig_bases__"):
                if name != "__doc__" or namespace[name] is not None:
                    setattr(made, name, namespace[name])
                    if hasattr(type(namespace[name]), "__set_name__"):
                        type(namespace[name]).__set_name__(namespace[name], made, name)
        return made


class _NamedTupleRoot(metaclass=_NamedTupleMeta):
    _is_root = True


class _NamedTupleMaker:
    def __call__(self, typename, fields=None, /, **kwargs):
        pairs = list(kwargs.items()) if fields is None else list(fields)
        made = _collections.namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = {name: kind for name, kind in pairs}
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleRoot,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleMaker()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        kept = {key: value for key, value in namespace.items() if key != "__orig_bases__"}
        made = super().__new__(cls, name, (dict,), kept)
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= set(base.__dict__.get("__required_keys__", ()))
            optional |= set(base.__dict__.get("__optional_keys__", ()))
        own = namespace.get("__annotations__", {})
        annotations.update(own)
        for key, kind in own.items():
            origin = getattr(kind, "__origin__", None)
            if origin is Required or total and origin is not NotRequired:
                required.add(key)
            else:
                optional.add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, subclass):
        raise TypeError("TypedDict does not support instance and class checks")


class _TypedDictMaker:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        namespace = {"__annotations__": dict(fields or kwargs), "__module__": "__main__"}
        return _TypedDictMeta(typename, (), namespace, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictRoot,)

    def __repr__(self):
        return "<function TypedDict>"


_TypedDictRoot = _TypedDictMeta("TypedDict", (), {"__module__": "typing"})
TypedDict = _TypedDictMaker()
AnyStr = TypeVar("AnyStr", bytes, str)
