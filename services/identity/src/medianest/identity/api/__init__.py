"""The door for people: sign-in, one's own account, and the household's members."""
