"""Enumerations."""

from types import DynamicClassAttribute

__all__ = [
    "EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "member", "nonmember", "verify", "UNIQUE", "CONTINUOUS", "NAMED_FLAGS", "STRICT", "CONFORM", "EJECT", "KEEP",
]

STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"
UNIQUE, CONTINUOUS, NAMED_FLAGS = "one name per value", "no skipped values from lowest to highest", "multi-flag aliases may not contain unnamed flags"
_AUTO = object()
_builtin_property = property


class auto:
    def __init__(self, value=_AUTO):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    """An attribute of members that a member of the same name may hide."""


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def _is_function(value):
    return isinstance(value, (classmethod, staticmethod, _builtin_property)) or _is_descriptor(value)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    start = f"_{cls_name.lstrip('_')}__"
    return len(name) > len(start) and name.startswith(start) and not name.endswith("__")


class EnumDict(dict):
    """The namespace of a class: keeps the members apart, and gives the values of auto()."""

    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            elif key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key not in ("_boundary_", "_order_", "_missing_", "_numeric_repr_", "_iter_member_", "_value_", "_name_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key) or key in self._ignore or isinstance(value, nonmember):
            if isinstance(value, nonmember):
                value = value.value
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, member) or not _is_function(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._next(key, value)
            elif isinstance(value, tuple) and any([isinstance(part, auto) for part in value]):
                value = tuple([self._next(key, part) if isinstance(part, auto) else part for part in value])
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _next(self, key, value):
        self._auto_called = True
        if value.value is _AUTO:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value


_FLAG_OPERATORS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = EnumDict(cls)
        enum_class, _ = metacls._bases_of(cls, bases)
        namespace._generate = enum_class._generate_next_value_ if enum_class is not None else None
        return namespace

    @staticmethod
    def _bases_of(cls_name, bases):
        """The last base, which is an enumeration, and the type that the members are values of."""
        if not bases:
            return None, object
        enum_class = bases[-1]
        if not isinstance(enum_class, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f"<enum {cls_name!r}> cannot extend {base!r}")
        for base in bases:
            for ancestor in base.__mro__:
                if ancestor in (object, Enum_class()):
                    continue
                if isinstance(ancestor, EnumType):
                    if ancestor._member_type_ is not object:
                        return enum_class, ancestor._member_type_
                elif "__new__" in ancestor.__dict__ or ancestor.__dict__.get("__dataclass_fields__"):
                    return enum_class, ancestor
        return enum_class, object

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not isinstance(classdict, EnumDict):
            plain = classdict
            classdict = metacls.__prepare__(cls, bases)
            for key, value in plain.items():
                classdict[key] = value
        names = list(classdict._member_names)
        values = [classdict[name] for name in names]
        enum_class, member_type = metacls._bases_of(cls, bases)
        namespace = {}
        for key, value in classdict.items():
            if key not in classdict._member_names and key != "_ignore_" and key not in classdict._ignore:
                namespace[key] = value
        namespace.pop("_order_", None)
        own_new = namespace.pop("__new__", None)
        generate = namespace.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = member_type
        self = super().__new__(metacls, cls, bases, namespace, **kwds)
        if boundary is not None:
            self._boundary_ = boundary
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        if own_new is not None and enum_class is not None:
            self._new_member_ = staticmethod(own_new)
        make = getattr(self, "_new_member_", None)
        # Calling a class looks a member up; making one is `_new_member_`.
        type.__setattr__(self, "__new__", staticmethod(own_new if enum_class is None else Enum.__new__))
        if member_type is not object:
            # What the type of the values has comes first in the order of the bases, but is not meant.
            for method in ("__repr__", "__str__", "__format__"):
                if method not in namespace and getattr(self, method) in (getattr(member_type, method), getattr(object, method)):
                    type.__setattr__(self, method, getattr(enum_class, method))
        if self._is_flag():
            self._flag_mask_ = 0
            if member_type is not object:
                for method in _FLAG_OPERATORS:
                    if method not in namespace:
                        type.__setattr__(self, method, getattr(Flag, method))
        for name, value in zip(names, values):
            self._add(name, value, make, member_type)
        return self

    def _is_flag(cls):
        return any([base.__name__ == "Flag" and base.__module__ == "enum" for base in cls.__mro__])

    def _add(cls, name, value, make, member_type):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (value,)
        if make is not None:
            made = make(cls, *args)
            if not hasattr(made, "_value_"):
                made._value_ = value if member_type is object else member_type(*args)
        elif member_type is object:
            made = object.__new__(cls)
            made._value_ = value
        else:
            made = member_type.__new__(cls, *args)
            made._value_ = member_type(*args) if not hasattr(made, "_value_") else made._value_
        value = made._value_
        known = None
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    known = other
                    break
        if known is not None:
            made = known
        else:
            made._name_ = name
            made.__objclass__ = cls
            made._sort_order_ = len(cls._member_names_)
            made.__init__(*args)
            is_flag = cls._is_flag() and isinstance(value, int)
            if is_flag:
                cls._flag_mask_ |= value
                single = value > 0 and value & (value - 1) == 0
                if single:
                    cls._member_names_.append(name)
            else:
                cls._member_names_.append(name)
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_values_.append(value)
        cls._member_map_[name] = made
        known = None
        for base in cls.__mro__[1:]:
            if name in base.__dict__:
                known = base.__dict__[name]
                break
        if not isinstance(known, _builtin_property):
            type.__setattr__(cls, name, made)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        try:
            return type.__getattribute__(cls, "_member_map_")[name]
        except KeyError:
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}") from None

    def __setattr__(cls, name, value):
        members = cls.__dict__.get("_member_map_", {})
        if name in members:
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __call__(cls, value=_AUTO, names=_AUTO, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_ or names is _AUTO:
            if names is not _AUTO:
                value = (value, names) + values
            return cls.__new__(cls, value)
        return cls._create(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create(cls, class_name, names, *, module, qualname, type, start, boundary):
        bases = (cls,) if type is None else (type, cls)
        namespace = EnumType.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, dict):
            names = list(names.items())
        names = list(names)
        if names and isinstance(names[0], str):
            pairs = []
            last = []
            for index, name in enumerate(names):
                value = cls._generate_next_value_(name, start, index, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for name, value in names:
            namespace[name] = value
        namespace["__module__"] = module or "__main__"
        namespace["__qualname__"] = qualname or class_name
        return cls.__class__(class_name, bases, namespace, boundary=boundary)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_[::-1]])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __repr__(cls):
        if cls._is_flag():
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    @_builtin_property
    def __members__(cls):
        from types import MappingProxyType

        return MappingProxyType(cls._member_map_)


EnumMeta = EnumType
_classes = []


def Enum_class():
    return _classes[0] if _classes else None


class Enum(metaclass=EnumType):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            pass
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        try:
            error = None
            result = cls._missing_(value)
        except Exception as raised:
            error = raised
            result = None
        if isinstance(result, cls):
            return result
        failed = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None and error is None:
            raise failed
        if error is None:
            error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(error, ValueError):
            error.__context__ = failed
        raise error

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        kind = type(self)._member_type_
        shown = self._value_.__repr__() if kind is object else kind.__repr__(self._value_)
        return f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


_classes.append(Enum)


class ReprEnum(Enum):
    """Only repr() is the enumeration's; str() and format() are those of the values."""


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    _boundary_ = STRICT
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except AttributeError:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        every = (1 << mask.bit_length()) - 1
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ == STRICT:
                shown = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, _binary(value, shown), _binary(mask, shown))
                )
            if cls._boundary_ == CONFORM:
                value = value & mask
            elif cls._boundary_ == EJECT:
                return value
        if value < 0:
            value = (every if cls._boundary_ in (EJECT, KEEP) else mask) + 1 + value if cls._boundary_ == KEEP else mask & value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        parts = [found for found in cls if found._value_ & value]
        unknown = value & ~mask
        if parts:
            made._name_ = "|".join([found._name_ for found in parts])
            if unknown:
                made._name_ += "|%s" % (unknown,)
        else:
            made._name_ = None
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for found in type(self):
            if found._value_ & self._value_:
                yield found

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        shown = repr(self._value_)
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {shown}>"
        return f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _number(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        number = self._number(other)
        if number is None:
            return NotImplemented
        return self.__class__(self._value_ | number)

    def __and__(self, other):
        number = self._number(other)
        if number is None:
            return NotImplemented
        return self.__class__(self._value_ & number)

    def __xor__(self, other):
        number = self._number(other)
        if number is None:
            return NotImplemented
        return self.__class__(self._value_ ^ number)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __hash__(self):
        return hash(self._value_)


def _binary(value, width):
    if value < 0:
        return "0b1 " + bin((1 << width) + value)[2:].rjust(width, "0")
    return "0b0 " + bin(value)[2:].rjust(width, "0")


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


def unique(enumeration):
    aliases = [(name, found._name_) for name, found in enumeration._member_map_.items() if name != found._name_]
    if aliases:
        details = ", ".join(["%s -> %s" % pair for pair in aliases])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def verify(*checks):
    def decorate(enumeration):
        if UNIQUE in checks:
            unique(enumeration)
        if CONTINUOUS in checks:
            values = [found._value_ for found in enumeration]
            missing = [value for value in range(min(values), max(values) + 1) if value not in values]
            if missing:
                raise ValueError(
                    f"invalid enum {enumeration.__name__!r}: missing values {', '.join([str(value) for value in missing])}"
                )
        return enumeration

    return decorate
