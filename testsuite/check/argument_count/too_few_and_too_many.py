def area(w: int, h: int = 1) -> int:
    return w * h

area()  # error: [N0204] "`area` needs `w`"
area(1, 2, 3)  # error: [N0204] "takes 2 positional arguments, found 3"
area(1, w=2)  # error: [N0204] "`w` twice"
area(1, depth=2)  # error: [N0204] "no parameter `depth`"
