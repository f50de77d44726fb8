"""The only door from outside: sessions, limits, routing, live connection, web app."""
