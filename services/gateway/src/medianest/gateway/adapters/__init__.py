"""How foreign systems talk: the services behind, and the shared counter."""
