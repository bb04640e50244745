"""Shipped in the source distribution only."""
