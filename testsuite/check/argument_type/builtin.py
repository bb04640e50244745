len(3)  # error: [N0203]
abs("x")  # error: [N0203]
ord(65)  # error: [N0203] "found `int`"
"a,b".split(1)  # error: [N0203]
