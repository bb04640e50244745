import sys

class Stack:
    def __init__(self, items=None):
        self.items = items or []
        self.limit = None

    def push(self, x):
        if self.limit is not None and len(self.items) >= self.limit:
            raise OverflowError("full")
        self.items.append(x)
        return self

    def __len__(self):
        return len(self.items)

def main(argv=None):
    argv = argv or sys.argv[1:]
    stack = Stack()
    stack.limit = 3
    for arg in argv:
        try:
            value = int(arg)
        except ValueError:
            value = arg
        stack.push(value).push(None)
    total = 0
    for item in stack.items:
        total += item
    result = {"total": total, "n": len(stack)}
    result["extra"] = [1, 2]
    result["extra"].append(3)
    best = None
    for item in stack.items:
        if best is None or item > best:
            best = item
    print(best.real, "%d" % total, f"{result!r:>10}")
    return result

if __name__ == "__main__":
    sys.exit(main())
