"""The door for people: their inbox, how they want to be told, and what admins see of deliveries."""
