"""Fetching videos into the library."""
