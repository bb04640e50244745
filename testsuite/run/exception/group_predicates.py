# Groups are split by functions, as well as by types.

def is_small(error: Exception) -> bool:
    return isinstance(error, ExceptionGroup) or len(str(error)) < 3


def make(*texts):
    return ExceptionGroup("group", [ValueError(text) for text in texts])


def longer_than(n, default=0):
    return lambda error: not isinstance(error, ExceptionGroup) and len(str(error)) > n + default


group = make("a", "bbbb", "cc")
print(group.subgroup(longer_than(3)))
print(*(part and part.exceptions for part in group.split(longer_than(1))))
print(group.subgroup(lambda error: False), group.subgroup(is_small) is group)
print(group.subgroup(ValueError) is group, group.split(TypeError)[0])
for predicate in (1, "ValueError"):
    try:
        group.split(predicate)
    except TypeError as error:
        print(type(error).__name__)


def fails(error):
    raise KeyError("in the predicate")


try:
    group.subgroup(fails)
except KeyError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
