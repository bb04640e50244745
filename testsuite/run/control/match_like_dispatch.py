# Long if-elif chains over strings, ints and types, with fall-through state.
def evaluate(tokens: list[str]) -> object:
    stack: list[float] = []
    for t in tokens:
        if t == "+":
            stack.append(stack.pop() + stack.pop())
        elif t == "*":
            stack.append(stack.pop() * stack.pop())
        elif t == "-":
            b = stack.pop()
            stack.append(stack.pop() - b)
        elif t == "/":
            b = stack.pop()
            stack.append(stack.pop() / b)
        elif t == "dup":
            stack.append(stack[-1])
        elif t.isdigit():
            stack.append(int(t))
        else:
            stack.append(float(t))
    return stack


def run(text: str) -> object:
    try:
        return evaluate(text.split())
    except (IndexError, ValueError, ZeroDivisionError) as e:
        return type(e).__name__


for text in ("1 2 +", "3 dup *", "1.5 2 *", "1 0 /", "+", "x", "9223372036854775807 1 +", "2 3 - 4 /", "", "1 2 3"):
    print(text, "=", run(text))


def roman(n: int) -> str:
    out = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out += letters
            n -= value
    return out


print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 3999, 2.5, 0)])
