"""How commands are carried out: gather, decide, append."""
