from dataclasses import KW_ONLY, InitVar, dataclass, field


@dataclass
class Job:
    name: str
    _: KW_ONLY
    retries: int = 0
    scale: InitVar[int] = 1
    total: int = field(init=False, default=0)

    def __post_init__(self, scale: int) -> None:
        self.total = self.retries * scale


print(Job("a", retries=3, scale=2).total + 1)
