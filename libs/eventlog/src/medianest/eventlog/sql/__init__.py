"""The tables that every service's schema has, as numbered files for the owner role."""

from importlib.resources import files


def migrations() -> list[tuple[str, str]]:
    """(name, SQL) in order; each runs once, by the owner role, with the service's schema first."""
    found = [f for f in files(__name__).iterdir() if f.name.endswith(".sql")]
    return [(f.name, f.read_text()) for f in sorted(found, key=lambda f: f.name)]
