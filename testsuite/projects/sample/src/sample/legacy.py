"""Stays interpreted."""


def answer():
    return 42
