count = 3
count()  # error: [N0207] "`int` cannot be called"
None()  # error: [N0207]

def run(name: str) -> None:
    name("x")  # error: [N0207] "`str`"
