"""Plex Media Server, as a household has one: stateful, with its traps, told to misbehave."""
