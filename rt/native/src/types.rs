//! The builtin types and the names the runtime uses: tables.

use crate::object::{Kind, Own};

macro_rules! types {
    ($($id:ident $name:literal $base:ident $kind:ident;)*) => {
        /// A builtin type.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum TypeId { $($id),* }

        /// A row of [`TYPES`].
        pub(crate) struct TypeRow {
            pub(crate) id: TypeId,
            /// `__name__`.
            pub(crate) name: &'static str,
            /// The base; that of `object` is itself. That of `ExceptionGroup` is its first.
            pub(crate) base: TypeId,
            /// What its instances are in memory.
            pub(crate) kind: Kind,
        }

        /// Every builtin type, bases before what derives from them.
        pub(crate) static TYPES: &[TypeRow] =
            &[$(TypeRow { id: TypeId::$id, name: $name, base: TypeId::$base, kind: Kind::$kind }),*];
    };
}

types! {
    Object "object" Object Instance;
    Type "type" Object Type;
    Int "int" Object Int;
    Bool "bool" Int Int;
    Float "float" Object Float;
    Complex "complex" Object Complex;
    Str "str" Object Str;
    Bytes "bytes" Object Bytes;
    ByteArray "bytearray" Object ByteArray;
    List "list" Object List;
    Tuple "tuple" Object Tuple;
    Dict "dict" Object Dict;
    Set "set" Object Set;
    FrozenSet "frozenset" Object FrozenSet;
    Range "range" Object Range;
    Slice "slice" Object Slice;
    NoneType "NoneType" Object Instance;
    Ellipsis "ellipsis" Object Instance;
    NotImplemented "NotImplementedType" Object Instance;
    Function "function" Object Function;
    Builtin "builtin_function_or_method" Object Builtin;
    MethodDescriptor "method_descriptor" Object Builtin;
    ClassMethodDescriptor "classmethod_descriptor" Object Builtin;
    Method "method" Object Method;
    Cell "cell" Object Cell;
    Property "property" Object Property;
    StaticMethod "staticmethod" Object StaticMethod;
    ClassMethod "classmethod" Object ClassMethod;
    Super "super" Object Super;
    GetSet "getset_descriptor" Object GetSet;
    Member "member_descriptor" Object Member;
    Module "module" Object Module;
    Generator "generator" Object Generator;
    Coroutine "coroutine" Object Generator;
    AsyncGenerator "async_generator" Object Generator;
    ListIterator "list_iterator" Object Iter;
    TupleIterator "tuple_iterator" Object Iter;
    StrIterator "str_ascii_iterator" Object Iter;
    BytesIterator "bytes_iterator" Object Iter;
    RangeIterator "range_iterator" Object Iter;
    LongRangeIterator "longrange_iterator" Object Iter;
    SetIterator "set_iterator" Object Iter;
    KeyIterator "dict_keyiterator" Object Iter;
    ValueIterator "dict_valueiterator" Object Iter;
    ItemIterator "dict_itemiterator" Object Iter;
    ReverseKeyIterator "dict_reversekeyiterator" Object Iter;
    ListReverseIterator "list_reverseiterator" Object Iter;
    Reversed "reversed" Object Iter;
    Enumerate "enumerate" Object Iter;
    Zip "zip" Object Iter;
    Map "map" Object Iter;
    Filter "filter" Object Iter;
    SequenceIterator "iterator" Object Iter;
    CallableIterator "callable_iterator" Object Iter;
    DequeIterator "_deque_iterator" Object Iter;
    DictKeys "dict_keys" Object DictView;
    DictValues "dict_values" Object DictView;
    DictItems "dict_items" Object DictView;
    File "TextIOWrapper" Object File;
    Deque "deque" Object Deque;
    Random "Random" Object Random;
    Regex "Regex" Object Regex;
    Traceback "traceback" Object Traceback;
    Code "code" Object Code;
    Frame "frame" Object Frame;
    WeakRef "ReferenceType" Object WeakRef;
    GenericAlias "GenericAlias" Object Alias;
    UnionType "UnionType" Object Alias;
    BaseException "BaseException" Object Exception;
    Exception "Exception" BaseException Exception;
    BaseExceptionGroup "BaseExceptionGroup" BaseException Exception;
    SystemExit "SystemExit" BaseException Exception;
    KeyboardInterrupt "KeyboardInterrupt" BaseException Exception;
    GeneratorExit "GeneratorExit" BaseException Exception;
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup Exception;
    StopIteration "StopIteration" Exception Exception;
    StopAsyncIteration "StopAsyncIteration" Exception Exception;
    ArithmeticError "ArithmeticError" Exception Exception;
    FloatingPointError "FloatingPointError" ArithmeticError Exception;
    OverflowError "OverflowError" ArithmeticError Exception;
    ZeroDivisionError "ZeroDivisionError" ArithmeticError Exception;
    AssertionError "AssertionError" Exception Exception;
    AttributeError "AttributeError" Exception Exception;
    BufferError "BufferError" Exception Exception;
    EOFError "EOFError" Exception Exception;
    ImportError "ImportError" Exception Exception;
    ModuleNotFoundError "ModuleNotFoundError" ImportError Exception;
    LookupError "LookupError" Exception Exception;
    IndexError "IndexError" LookupError Exception;
    KeyError "KeyError" LookupError Exception;
    MemoryError "MemoryError" Exception Exception;
    NameError "NameError" Exception Exception;
    UnboundLocalError "UnboundLocalError" NameError Exception;
    OSError "OSError" Exception Exception;
    BlockingIOError "BlockingIOError" OSError Exception;
    ChildProcessError "ChildProcessError" OSError Exception;
    ConnectionError "ConnectionError" OSError Exception;
    BrokenPipeError "BrokenPipeError" ConnectionError Exception;
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError Exception;
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError Exception;
    ConnectionResetError "ConnectionResetError" ConnectionError Exception;
    FileExistsError "FileExistsError" OSError Exception;
    FileNotFoundError "FileNotFoundError" OSError Exception;
    InterruptedError "InterruptedError" OSError Exception;
    IsADirectoryError "IsADirectoryError" OSError Exception;
    NotADirectoryError "NotADirectoryError" OSError Exception;
    PermissionError "PermissionError" OSError Exception;
    ProcessLookupError "ProcessLookupError" OSError Exception;
    TimeoutError "TimeoutError" OSError Exception;
    ReferenceError "ReferenceError" Exception Exception;
    RuntimeError "RuntimeError" Exception Exception;
    NotImplementedError "NotImplementedError" RuntimeError Exception;
    RecursionError "RecursionError" RuntimeError Exception;
    SyntaxError "SyntaxError" Exception Exception;
    IndentationError "IndentationError" SyntaxError Exception;
    TabError "TabError" IndentationError Exception;
    SystemError "SystemError" Exception Exception;
    TypeError "TypeError" Exception Exception;
    ValueError "ValueError" Exception Exception;
    UnicodeError "UnicodeError" ValueError Exception;
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError Exception;
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError Exception;
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError Exception;
    Warning "Warning" Exception Exception;
    BytesWarning "BytesWarning" Warning Exception;
    DeprecationWarning "DeprecationWarning" Warning Exception;
    EncodingWarning "EncodingWarning" Warning Exception;
    FutureWarning "FutureWarning" Warning Exception;
    ImportWarning "ImportWarning" Warning Exception;
    PendingDeprecationWarning "PendingDeprecationWarning" Warning Exception;
    ResourceWarning "ResourceWarning" Warning Exception;
    RuntimeWarning "RuntimeWarning" Warning Exception;
    SyntaxWarning "SyntaxWarning" Warning Exception;
    UnicodeWarning "UnicodeWarning" Warning Exception;
    UserWarning "UserWarning" Warning Exception;
}

macro_rules! names {
    ($($name:ident)*) => {
        /// Interned names that the runtime looks up.
        pub(crate) struct Names { $(pub(crate) $name: Own),* }

        impl Names {
            /// New strings, not interned yet.
            pub(crate) fn new() -> Names {
                Names { $($name: crate::str::new(stringify!($name))),* }
            }

            /// All of them.
            pub(crate) fn all(&self) -> Vec<Own> {
                vec![$(self.$name.clone()),*]
            }
        }
    };
}

names! {
    __abs__ __add__ __and__ __annotations__ __args__ __bases__ __bool__ __builtins__ __bytes__ __call__ __cause__ __ceil__
    __class__ __classcell__ __class_getitem__ __closure__ __complex__ __contains__ __context__ __defaults__ __del__
    __delattr__ __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __float__
    __floor__ __floordiv__ __format__ __func__ __ge__ __get__ __getattr__ __getattribute__ __getitem__ __gt__ __hash__
    __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __imul__ __index__ __init__ __init_subclass__
    __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ __iter__ __itruediv__ __ixor__
    __kwdefaults__ __le__ __len__ __length_hint__ __lshift__ __lt__ __main__ __matmul__ __missing__ __mod__ __module__
    __mro__ __mro_entries__ __mul__ __name__ __ne__ __neg__ __new__ __next__ __or__ __pos__ __pow__ __prepare__
    __qualname__ __radd__ __rand__ __rdivmod__ __repr__ __reversed__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__
    __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__
    __set_name__ __setattr__ __setitem__ __slots__ __str__ __sub__ __subclasscheck__ __subclasshook__
    __suppress_context__ __traceback__ __truediv__ __trunc__ __weakref__ __xor__ __all__ __package__ __path__ __spec__
    __loader__ __wrapped__ __match_args__ __abstractmethods__ __static_attributes__ __firstlineno__
    __type_params__ args code close copy end errors file flush keys metaclass msg name obj send sep stdout stderr throw
    update value values items write builtins
}
