"""The door: everything that comes from outside comes in here."""
