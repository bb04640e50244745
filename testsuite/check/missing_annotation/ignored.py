# Without `# type: ignore`, strict mode wants annotations.
# strict
def double(x):  # error: [N0301] "parameter" # error: [N0301] "result"
    return x + x
