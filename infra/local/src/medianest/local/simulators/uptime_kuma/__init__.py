"""Uptime Kuma, as it speaks over its socket: versions 2 and 1, with the traps of each."""
