from dataclasses import dataclass, field


@dataclass
class User:
    age: int
    name: str = ""
    id: int = field(default=0, kw_only=True)


@dataclass(kw_only=True)
class Free:
    name: str = ""
    age: int


print(User(3, id=7), Free(age=3))
