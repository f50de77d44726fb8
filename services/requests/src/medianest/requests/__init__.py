"""Wishes for films and series, and what lies in the library."""
