# A small interpreter: attributes, lists, string dispatch, errors.
class Machine:
    stack: list[int]
    steps: int

    def __init__(self) -> None:
        self.stack = []
        self.steps = 0

    def push(self, x: int) -> None:
        self.stack.append(x)

    def pop(self) -> int:
        return self.stack.pop()

    def run(self, program: list[tuple[str, int]]) -> int:
        pc = 0
        while pc < len(program):
            self.steps += 1
            op, arg = program[pc]
            pc += 1
            if op == "push":
                self.push(arg)
            elif op == "add":
                self.push(self.pop() + self.pop())
            elif op == "mul":
                self.push(self.pop() * self.pop())
            elif op == "dup":
                x = self.pop()
                self.push(x)
                self.push(x)
            elif op == "jnz":
                self.push(self.pop() - 1)
                if self.stack[-1]:
                    pc = arg
            elif op == "swap":
                a, b = self.pop(), self.pop()
                self.push(a)
                self.push(b)
            else:
                raise ValueError(op)
        return self.pop()


loop = [("push", 1), ("push", 40), ("swap", 0), ("push", 3), ("mul", 0), ("swap", 0), ("jnz", 2), ("swap", 0)]
m = Machine()
print(m.run(loop), m.steps, m.stack)
print(Machine().run([("push", 1.5), ("dup", 0), ("mul", 0)]), Machine().run([("push", "a"), ("dup", 0), ("add", 0)]))
for bad in ([("add", 0)], [("push", 1), ("push", "a"), ("add", 0)], [("nope", 0)], [("push",)]):
    try:
        Machine().run(bad)
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
