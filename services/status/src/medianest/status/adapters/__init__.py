"""How status talks to what it watches."""
