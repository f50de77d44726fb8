"""Telling the right person, once."""
