# `super().name` where the module itself says `super`: from CPython 3.12 on a call and an attribute then, not one instruction.
# world: cpython
kept = super


class Base:
    def plain(self):
        return "plain"


class Child(Base):
    def usual(self):
        return super().plain()

    def deleted(self):
        del self
        return super().plain()

    def spoilt(self):
        self = 5
        return super().plain()

    def spelled(self):
        return super(Child, 5).plain


for name in ["usual", "deleted", "spoilt", "spelled"]:
    try:
        print(getattr(Child(), name)())
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error)[:22], error.__traceback__.tb_next.tb_lineno)
