"""How the facts of requests become tables."""
