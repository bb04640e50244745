# __new__, __init_subclass__ and __class_getitem__ are static and class methods without being said to be.
class Base:
    made: list[str] = []

    def __new__(cls, *args: object) -> "Base":
        cls.made.append(cls.__name__)
        return super().__new__(cls)

    def __init_subclass__(cls, *, tag: str = "none") -> None:
        super().__init_subclass__()
        cls.tag = tag

    def __class_getitem__(cls, item: object) -> str:
        return f"{cls.__name__}[{item}]"


class Child(Base, tag="child"):
    pass


Base.__init_subclass__(tag="again")
print(Base.tag, Child.tag, Child[1], Base["x"], Child.__new__(Child).__class__.__name__, Base().made)
print([type(vars(Base)[name]).__name__ for name in ("__new__", "__init_subclass__", "__class_getitem__")])


class Meta(type):
    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, object]) -> type:
        print(sorted(key for key in namespace if key in ("__new__", "__init_subclass__")))
        print([type(namespace[key]).__name__ for key in ("__new__",) if key in namespace])
        return super().__new__(mcs, name, bases, namespace)


class WithMeta(metaclass=Meta):
    def __new__(cls) -> "WithMeta":
        print("new", cls.__name__)
        return super().__new__(cls)

    def __init_subclass__(cls) -> None:
        print("subclass", cls.__name__)


class Under(WithMeta):
    pass


print(type(Under()).__name__, WithMeta.__init_subclass__())
