from dataclasses import dataclass


@dataclass
class Team:
    members: list[str] = []  # error: [N0219] "all instances would share this `list`"
