# strict
from typing import Optional

class User:
    name: str = "x"

def find(key: str) -> Optional[User]:
    return User() if key else None

print(find("a").name)  # error: [N0305]
user = find("a")
print(user.name)  # error: [N0305]
