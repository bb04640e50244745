import re
from typing import Optional

class User:
    name: str = "x"

def find(key: str) -> Optional[User]:
    return User() if key else None

if (user := find("a")) is not None:
    print(user.name)
other = find("b")
if other:
    print(other.name)
print(re.match("a", "b").group())
