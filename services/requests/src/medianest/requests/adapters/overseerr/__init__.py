"""Overseerr and Seerr."""
