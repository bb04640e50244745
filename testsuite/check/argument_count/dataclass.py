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


Job()  # error: [N0204] "`Job` needs `name`"
Job("a", 3)  # error: [N0204] "`Job` takes 1 positional argument, found 2"
Job("a", total=3)  # error: [N0204] "`Job` has no parameter `total`"
Job("a", scale="x")  # error: [N0203] "expected `int`, found `str`"
