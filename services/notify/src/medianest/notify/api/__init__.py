"""The door for people: their inbox, how they are told, their channels, and what admins see."""
