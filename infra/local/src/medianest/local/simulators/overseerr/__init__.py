"""Overseerr and Seerr, as a household has one: stateful, with their traps, told to misbehave."""
