# Annotated attributes without values, in class and function bodies.
class A:
    x: int
    y: "str" = "y"

    def __init__(self) -> None:
        self.w: int = 5
        v: nonexistent_name = 6
        self.v = v


try:

    class B:
        print("value first", end=" ")
        x: undefined_name = print("then annotation")

except NameError as e:
    print(e)
print(A.y, hasattr(A, "x"))
try:
    print(vars(A()))
except NameError as e:
    print(e)


def locals_only() -> int:
    x: int
    y: int = 1
    try:
        return x
    except UnboundLocalError:
        return y


print(locals_only())
