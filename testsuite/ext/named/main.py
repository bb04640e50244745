# What is made by calling a library asks its caller's frame which module it is made in.
from kinds import *
from kinds import Class, generated

made = [Point, T, Color, Id, Class.Inner, Typed, numbered(1), enumerated(), next(generated()), nested()]
print([kind.__module__ for kind in made])
print(copy(Point(1, 2)), copy(Color.RED), copy(Typed(3)))
