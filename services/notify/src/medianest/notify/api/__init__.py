"""The door for people: their inbox, their channels, and what an admin sets."""
