"""Uptime Kuma over its socket, versions 1 and 2: what it watches, in our words."""
