"""How commands become facts."""
