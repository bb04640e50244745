# A string kernel over two lists of ints.
def distance(a: str, b: str) -> int:
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a):
        row = [i + 1]
        for j in range(len(b)):
            cost = 0 if ca == b[j] else 1
            row.append(min(prev[j + 1] + 1, row[j] + 1, prev[j] + cost))
        prev = row
    return prev[-1]


def palindrome(s: str) -> bool:
    i = 0
    j = len(s) - 1
    while i < j:
        if not s[i].isalnum():
            i += 1
        elif not s[j].isalnum():
            j -= 1
        elif s[i].lower() != s[j].lower():
            return False
        else:
            i += 1
            j -= 1
    return True


print(distance("kitten", "sitting"), distance("", "abc"), distance("abc", ""), distance("flaw" * 10, "lawn" * 10))
print(palindrome("A man, a plan, a canal: Panama"), palindrome("abca"), palindrome(""), palindrome("\xe9t\xe9"))
