# When what a generator expression runs over dies, if it is consumed at once.


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dies", self.name)

    def __len__(self):
        return 2


def fresh():
    return [Noisy("a"), Noisy("b"), Noisy("c")]


def length(x):
    print("length", x.name)
    return len(x)


def lengths():
    print(sum(length(x) for x in fresh()))
    print("end")


def some():
    print(any(len(x) == 2 for x in fresh()))
    print("end")


def kept():
    xs = fresh()
    print(sum(len(x) for x in xs))
    print("end")


def popped():
    xs = fresh()
    print(sum(len(x) for x in (xs.pop() for _ in range(3))))
    print("end")


lengths()
some()
kept()
popped()
